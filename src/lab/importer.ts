import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, type RootRecipe } from '../debian/bootstrap.ts';
import { root } from './recipe.ts';
import type { Step } from './step.ts';

const recipe: RootRecipe = {
  suite: root.suite,
  packages: ['ca-certificates', 'curl', 'docker-cli', 'docker.io', 'iproute2', 'iptables', 'procps', 'tini'],
};

/**
 * A Docker of this machine's own architecture, of the release that the docker machine has: it imports the images,
 * since the machine's own may be unable to run here.
 */
export const importerStep: Step = {
  name: 'importer',
  inputs: [recipe],
  async build(folder, say) {
    await bootstrap(recipe, folder, say);
    mkdirSync(join(folder, 'docker-data'));
  },
};
