import { expect, test } from 'vitest';
import { partsOf } from '../../../src/components/chapter-files.ts';

test.each([
  ['publish.tape.yaml', 'publish', 'tape.yaml'],
  ['publish.check.sh', 'publish', 'check.sh'],
  ['docker-1.13.tape.yaml', 'docker-1.13', 'tape.yaml'],
  ['docker-1.13.rules', 'docker-1.13', 'rules'],
  ['README', 'README', ''],
])('%s is of the act %s, and a %s', (name, act, kind) => {
  expect(partsOf(name)).toEqual({ act, kind });
});
