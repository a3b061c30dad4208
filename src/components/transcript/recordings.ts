import { parse as parseYaml } from 'yaml';
import type { Cast } from '../../core/asciicast/cast.ts';
import { parseCast } from '../../core/asciicast/parse.ts';
import { nearest } from '../../core/nearest.ts';
import { renderRecording, type RenderedRecording } from '../../core/screen/render.ts';
import { recordingHeader, type Provenance, type RecordingHeader } from '../../schemas/recording.ts';
import { tape, type Tape } from '../../schemas/tape.ts';
import { chapterFiles, filesOfAct, readChapterFile, type ChapterFile } from '../chapter-files.ts';

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

/** Chapter and name of every act. */
export function listActs(): { chapter: string; act: string }[] {
  return chapterFiles().filter(({ kind }) => kind === 'tape.yaml');
}

async function readRecording(file: ChapterFile): Promise<ActRecording> {
  const source = readChapterFile(file);
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

/** A tape with its text. */
interface TapeFile {
  tape: Tape;
  tapeSource: string;
}

function readTape(chapter: string, act: string): TapeFile {
  const file = filesOfAct(chapter, act, null).find(({ kind }) => kind === 'tape.yaml');
  if (!file) {
    const near = nearest(
      `${chapter}/${act}`,
      listActs().map((known) => `${known.chapter}/${known.act}`),
    );
    throw new Error(`there is no tape ${chapter}/${act}; nearest: ${near.join(', ') || '(there are none)'}`);
  }
  const tapeSource = readChapterFile(file);
  return { tape: tape.parse(parseYaml(tapeSource)), tapeSource };
}

async function readAct(chapter: string, act: string): Promise<Act> {
  const { tape: parsed, tapeSource } = loadTape(chapter, act);
  const casts = parsed.engines.map((engine) => {
    const file = filesOfAct(chapter, act, engine).find(({ kind }) => kind === 'cast');
    if (!file)
      throw new Error(
        `${chapter}/${act} is not recorded on ${engine}: run \`npm run record -- ${chapter}/${act}\``,
      );
    return file;
  });
  return { chapter, act, tape: parsed, tapeSource, recordings: await Promise.all(casts.map(readRecording)) };
}

/** What is read once a build, by chapter and act. */
function once<Value>(read: (chapter: string, act: string) => Value) {
  const known = new Map<string, Value>();
  return (chapter: string, act: string): Value => {
    const key = `${chapter}/${act}`;
    const value = known.get(key) ?? read(chapter, act);
    known.set(key, value);
    return value;
  };
}

/** Reads a tape. @throws Error with the nearest names */
export const loadTape = once(readTape);

/** Loads an act, rendered. @throws Error with the nearest names, or the command that records it */
export const loadAct = once(readAct);

/** A capture that was taken with an act. @throws Error with the names of the captures there are */
export function loadCapture(chapter: string, act: string, engine: string, name: string): string {
  const own = filesOfAct(chapter, act, engine).filter(({ kind }) => kind !== 'cast');
  const file = own.find(({ kind }) => kind === name);
  if (!file) {
    const names = own.map(({ kind }) => kind);
    throw new Error(
      `${chapter}/${act} has no capture \`${name}\` on ${engine}; it has: ${names.join(', ') || '(none)'}`,
    );
  }
  return readChapterFile(file);
}

/** The chapter of a page from its Starlight id: `network-basics`, `en/network-basics`. */
export function chapterOfPage(id: string): string {
  return id.split('/').at(-1) ?? id;
}
