import type { APIRoute, GetStaticPaths } from 'astro';
import { listMachineFiles } from '../../../components/tracer/scenarios.ts';

/** The captured machines as files: `docker-iptables/publish.docker-28.json`. */
export const getStaticPaths = (async () =>
  (await listMachineFiles()).map(({ chapter, file, body }) => ({
    params: { chapter, file },
    props: { body },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ body: string }> = ({ props }) =>
  new Response(props.body, { headers: { 'content-type': 'application/json' } });
