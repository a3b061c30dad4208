/** Reading speeds: Chinese technical prose in characters, Latin words, and a look at a recorded transcript. */
const perMinute = { characters: 350, words: 200, transcripts: 2 };

/** Minutes a person needs for the text of a chapter (MDX), at least one. */
export function readingMinutes(mdx: string): number {
  const transcripts = mdx.match(/<Transcript\b/g)?.length ?? 0;
  const prose = mdx
    .replace(/^import .*$/gm, '')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/<[^>]*>/g, ' ');
  const characters = prose.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = prose.match(/[\p{Script=Latin}\d][^\s\p{Script=Han}]*/gu)?.length ?? 0;
  const minutes =
    characters / perMinute.characters + words / perMinute.words + transcripts / perMinute.transcripts;
  return Math.max(1, Math.round(minutes));
}
