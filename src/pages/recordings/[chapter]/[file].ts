import type { APIRoute, GetStaticPaths } from 'astro';
import { scriptOf } from '../../../core/asciicast/script.ts';
import { plainText } from '../../../core/screen/plain-text.ts';
import { listActs, loadAct } from '../../../components/transcript/recordings.ts';
import { stringsFor } from '../../../components/transcript/strings.ts';

/** Every recording as files: the cast, its text, its commands as a script, and the tape it was made from. */
export const getStaticPaths = (async () => {
  const paths = [];
  for (const { chapter, act: name } of listActs()) {
    const act = await loadAct(chapter, name);
    paths.push({ params: { chapter, file: `${name}.tape.yaml` }, props: { body: act.tapeSource } });
    for (const { engine, source, rendered, provenance } of act.recordings) {
      const script = scriptOf(act.tape.title.zh, provenance.commands, stringsFor('zh-CN').script);
      const files = { cast: source, txt: plainText(rendered), sh: script };
      for (const [kind, body] of Object.entries(files)) {
        paths.push({ params: { chapter, file: `${name}.${engine}.${kind}` }, props: { body } });
      }
    }
  }
  return paths;
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ body: string }> = ({ props }) =>
  new Response(props.body, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
