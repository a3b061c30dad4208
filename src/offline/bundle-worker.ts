import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Manifest } from '../worker/manifest.ts';

/** The service worker as one script, with the files it keeps. */
export async function bundleWorker(manifest: Manifest): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'warn',
    define: {
      'process.env.NODE_ENV': '"production"',
      siteManifest: JSON.stringify(manifest),
    },
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('../worker/worker.ts', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  const chunks = (Array.isArray(output) ? output : [output]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const [script] = chunks;
  if (chunks.length !== 1 || script?.type !== 'chunk')
    throw new Error(
      `the service worker must be one script, but is ${chunks.map(({ fileName }) => fileName).join(', ')}`,
    );
  return script.code;
}
