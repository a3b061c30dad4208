import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerptOf } from '../../../src/core/search/excerpt.ts';
import { phrasesOf, splitAtFillers, splitAtScripts } from '../../../src/core/search/query.ts';
import { scoreGroups } from '../../../src/core/search/rank.ts';
import { indexedText, joiner, originalText, wordsOf } from '../../../src/core/search/words.ts';

const mark = '\u01c1';

describe('words of the index', () => {
  test.each([
    ['网桥', ['网', '桥']],
    ['内嵌DNS', ['内', '嵌', 'dns']],
    ['DOCKER-USER', ['docker', 'user']],
    ['127.0.0.11:53', ['127', '0', '0', '11', '53']],
    ['--subnet=172.30.0.0/24', [mark, 'subnet', '172', '30', '0', '0', '24']],
    ['-p 8080->80/tcp', [mark, 'p', '8080', '80', 'tcp']],
    ['--gw-priority', [mark, 'gw', 'priority']],
    ['ＤＮＳ', ['dns']],
    ['，。—', []],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('a text comes back as it was, but for its white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = text.replaceAll(joiner, '').replaceAll(mark, '');
        expect(originalText(indexedText(clean))).toBe(clean.replace(/\s+/g, ' ').trim());
      }),
    );
  });

  test('what is searched stands in the index as it is searched', () => {
    const indexed = (text: string) =>
      indexedText(text)
        .split(' ')
        .map((part) => part.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
    for (const text of [
      'docker network create --subnet 10.0.0.0/8 app',
      '用 -p 127.0.0.1:8080:80 发布',
      'br-x1',
    ])
      expect(indexed(text)).toEqual(wordsOf(text));
  });
});

describe('queries', () => {
  const texts = (phrases: { words: string[] }[]) => phrases.map(({ words }) => words.join(' '));

  test('blanks separate phrases; words of a question are left out', () => {
    expect(texts(phrasesOf('为什么 ufw 拦不住 docker'))).toEqual(['ufw', '拦 不 住', 'docker']);
    expect(texts(phrasesOf('为什么'))).toEqual(['为 什 么']);
    expect(texts(phrasesOf('127.0.0.11 谁在监听'))).toEqual(['127 0 0 11', '监 听']);
    expect(texts(phrasesOf('谁'))).toEqual(['谁']);
  });

  test('a phrase is split where scripts meet, and at words that say nothing', () => {
    expect(texts(splitAtScripts({ words: wordsOf('为什么ufw拦不住docker') }))).toEqual([
      'ufw',
      '拦 不 住',
      'docker',
    ]);
    expect(texts(splitAtFillers({ words: wordsOf('端口映射的规则怎么写') }))).toEqual([
      '端 口 映 射',
      '规 则',
      '写',
    ]);
  });
});

describe('scores', () => {
  const hit = (record: string, kind: 'section' | 'heading', count: number) => ({ record, kind, count });
  const order = (phrases: Parameters<typeof scoreGroups>[0]) =>
    [...scoreGroups(phrases, 100, (record) => [record])]
      .sort(([, a], [, b]) => b - a)
      .map(([record]) => record);

  test('a heading beats many mentions', () => {
    expect(order([{ length: 1, hits: [hit('a', 'section', 30), hit('b', 'heading', 1)] }])).toEqual([
      'b',
      'a',
    ]);
  });

  test('all of the query once beats a part of it often', () => {
    expect(
      order([
        { length: 1, hits: [hit('often', 'section', 50), hit('all', 'section', 1)] },
        { length: 1, hits: [hit('all', 'section', 1)] },
      ]),
    ).toEqual(['all', 'often']);
  });
});

test('an excerpt is cut around what was found, and marks no more than that', () => {
  const text = `${'前'.repeat(60)}，容器的网桥，后面`;
  const words = indexedText(text).split(' ');
  const at = words.findIndex((one) => one.startsWith('网'));
  const parts = excerptOf(indexedText(text), [at, at + 1]);
  expect(parts.filter(({ isMarked }) => isMarked).map((part) => part.text)).toEqual(['网桥']);
  expect(parts.map((part) => part.text).join('')).toMatch(/^…前+，容器的网桥，后面$/);
});
