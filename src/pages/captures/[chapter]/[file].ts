import type { APIRoute, GetStaticPaths } from 'astro';
import { listRulesFiles } from '../../../components/tracer/scenarios.ts';

/** The captured rulesets as files: `docker-iptables/publish.docker-28.rules`. */
export const getStaticPaths = (() =>
  listRulesFiles().map(({ chapter, file, body }) => ({
    params: { chapter, file },
    props: { body },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ body: string }> = ({ props }) =>
  new Response(props.body, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
