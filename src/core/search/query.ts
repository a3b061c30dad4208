import { wordsOf } from './words.ts';

/** Words of a question that say nothing about what it asks for. */
const fillers = new Set(
  `的 地 得 了 吗 呢 吧 啊 么 是 在 和 与 我 你 它 有 就 都 也 会 能 要 到 把 被 让 为 个 上 里 之后 一个
  可以 为什么 为何 怎么 怎样 怎么样 怎么办 如何 什么 是什么 哪 哪个 哪些 哪里 谁 多少 多久`.split(/\s+/),
);

/** A part of a query that is looked for as it stands: its words one after the other. */
export interface Phrase {
  words: string[];
}

const han = /\p{Script=Han}/u;

function phraseOf(text: string): Phrase {
  return { words: wordsOf(text) };
}

function isSaying({ words }: Phrase): boolean {
  return words.length > 0 && !fillers.has(words.join(''));
}

const questions = '怎么样|怎么办|为什么|是什么|为何|怎么|怎样|如何|什么|哪些|哪里|哪个|多少|多久|可以|谁在?';

/** How a question begins, which a text that answers it need not say: `谁在监听` asks for `监听`. */
const questionStart = new RegExp(`^(?:${questions})(?=.)`, 'u');

/** The phrases of a query as the reader separated them with blanks: `iptables 规则` are two. */
export function phrasesOf(query: string): Phrase[] {
  const all = query
    .split(/\s+/)
    .map((text) => phraseOf(text.replace(questionStart, '')))
    .filter(({ words }) => words.length > 0);
  const saying = all.filter(isSaying);
  return saying.length > 0 ? saying : all;
}

/** The parts of a phrase in one script each: `内嵌DNS` has two. */
export function splitAtScripts({ words }: Phrase): Phrase[] {
  const parts: Phrase[] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    if (before !== undefined && han.test(before) === han.test(word)) parts.at(-1)?.words.push(word);
    else parts.push({ words: [word] });
  }
  return parts.filter(isSaying);
}

/** Fillers that are no part of another word, the longest first: `的`, but not `是` of `于是`. */
const separators = new RegExp(`${questions}|之后|[的了吗呢吧啊被把]`, 'gu');

/** The pieces of a Chinese phrase between words that say nothing; a phrase in another script is one piece. */
export function splitAtFillers(phrase: Phrase): Phrase[] {
  if (!phrase.words.every((word) => han.test(word))) return [phrase];
  return phrase.words.join('').split(separators).map(phraseOf).filter(isSaying);
}
