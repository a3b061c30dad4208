import { parse as parseYaml } from 'yaml';
import type { Cast } from '../../core/asciicast/cast.ts';
import { parseCast } from '../../core/asciicast/parse.ts';
import { nearest } from '../../core/nearest.ts';
import { renderRecording, type RenderedRecording } from '../../core/screen/render.ts';
import { recordingHeader, type Provenance, type RecordingHeader } from '../../schemas/recording.ts';
import { tape, type Tape } from '../../schemas/tape.ts';

/** One recording of an act: on one engine. */
export interface ActRecording {
  engine: string;
  /** The cast's file, as text. */
  source: string;
  cast: Cast<RecordingHeader>;
  provenance: Provenance;
  rendered: RenderedRecording;
}

/** An act with its tape and all its recordings, in the order of the tape's engines. */
export interface Act {
  /** The chapter as its address says it: `network-basics`. */
  chapter: string;
  act: string;
  tape: Tape;
  tapeSource: string;
  recordings: ActRecording[];
}

type Sources = Record<string, () => Promise<string>>;

const tapes = import.meta.glob<string>('/content/chapters/*/*.tape.yaml', {
  query: '?raw',
  import: 'default',
}) as Sources;
const casts = import.meta.glob<string>('/content/chapters/*/+recorded/*/*.cast', {
  query: '?raw',
  import: 'default',
}) as Sources;
const captures = import.meta.glob<string>(
  ['/content/chapters/*/+recorded/*/*', '!/content/chapters/*/+recorded/*/*.cast'],
  { query: '?raw', import: 'default' },
) as Sources;

/** The chapter's address from its folder: the number orders, the address drops it. */
function slugOf(path: string): string {
  return (path.split('/')[3] ?? '').replace(/^\d+-/, '');
}

function actOf(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.tape\.yaml$/, '');
}

/** Chapter and name of every act. */
export function listActs(): { chapter: string; act: string }[] {
  return Object.keys(tapes).map((path) => ({ chapter: slugOf(path), act: actOf(path) }));
}

async function readRecording(path: string): Promise<ActRecording> {
  const source = (await casts[path]?.()) ?? '';
  const cast = parseCast(source);
  const header = recordingHeader.parse(cast.header);
  const rendered = await renderRecording(cast);
  return {
    engine: header['x-notes'].engine,
    source,
    cast: { header, events: cast.events },
    provenance: header['x-notes'],
    rendered,
  };
}

/** A tape with its text. @throws Error with the nearest names */
export async function loadTape(
  chapter: string,
  act: string,
): Promise<{ path: string; tape: Tape; tapeSource: string }> {
  const path = Object.keys(tapes).find((file) => slugOf(file) === chapter && actOf(file) === act);
  if (!path) {
    const near = nearest(
      `${chapter}/${act}`,
      listActs().map((known) => `${known.chapter}/${known.act}`),
    );
    throw new Error(`there is no tape ${chapter}/${act}; nearest: ${near.join(', ') || '(there are none)'}`);
  }
  const tapeSource = (await tapes[path]?.()) ?? '';
  return { path, tape: tape.parse(parseYaml(tapeSource)), tapeSource };
}

async function readAct(chapter: string, act: string): Promise<Act> {
  const { path, tape: parsed, tapeSource } = await loadTape(chapter, act);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const files = parsed.engines.map((engine) => `${folder}/+recorded/${engine}/${act}.cast`);
  const missing = files.find((file) => !(file in casts));
  if (missing) throw new Error(`${missing} is missing: run \`npm run record -- ${chapter}/${act}\``);
  return { chapter, act, tape: parsed, tapeSource, recordings: await Promise.all(files.map(readRecording)) };
}

const cache = new Map<string, Promise<Act>>();

/** Loads an act; each is read and rendered once a build. @throws Error with the nearest names, or the command that records it */
export function loadAct(chapter: string, act: string): Promise<Act> {
  const key = `${chapter}/${act}`;
  const known = cache.get(key) ?? readAct(chapter, act);
  cache.set(key, known);
  return known;
}

/** A capture that was taken with an act. @throws Error with the names of the captures there are */
export async function loadCapture(
  chapter: string,
  act: string,
  engine: string,
  name: string,
): Promise<string> {
  const suffix = `/+recorded/${engine}/${act}.`;
  const own = Object.keys(captures).filter((path) => slugOf(path) === chapter && path.includes(suffix));
  const path = own.find((file) => file.endsWith(suffix + name));
  if (!path) {
    const names = own.map((file) => file.slice(file.indexOf(suffix) + suffix.length));
    throw new Error(
      `${chapter}/${act} has no capture \`${name}\` on ${engine}; it has: ${names.join(', ') || '(none)'}`,
    );
  }
  return (await captures[path]?.()) ?? '';
}

/** The chapter of a page from its Starlight id: `network-basics`, `en/network-basics`. */
export function chapterOfPage(id: string): string {
  return id.split('/').at(-1) ?? id;
}
