import type { APIRoute, GetStaticPaths } from 'astro';
import { actScript } from '../../../../components/lab/lab-acts.ts';
import { loadCheck } from '../../../../components/lab/checks.ts';
import { listActs, loadTape } from '../../../../components/transcript/recordings.ts';

/** Each act that a machine of this site can run, as the page fetches it when the reader runs it. */
export const getStaticPaths = (() => {
  const paths = [];
  for (const { chapter, act } of listActs()) {
    const script = actScript(chapter, act, loadTape(chapter, act).tape, loadCheck(chapter, act));
    if (script) paths.push({ params: { chapter, act }, props: { body: JSON.stringify(script) } });
  }
  return paths;
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ body: string }> = ({ props }) =>
  new Response(props.body, { headers: { 'content-type': 'application/json; charset=utf-8' } });
