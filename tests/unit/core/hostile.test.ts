import fc from 'fast-check';
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, test } from 'vitest';
import { stringsFor } from '../../../src/components/transcript/strings.ts';
import type { CommandEntry } from '../../../src/core/asciicast/commands.ts';
import { CastError, parseCast } from '../../../src/core/asciicast/parse.ts';
import { scriptOf } from '../../../src/core/asciicast/script.ts';
import { parseRuleset } from '../../../src/core/netfilter/parse/parse-ruleset.ts';
import { RulesetError } from '../../../src/core/netfilter/ruleset-error.ts';
import { lineHtml } from '../../../src/core/screen/html.ts';
import { renderRecording, type RenderedCommand } from '../../../src/core/screen/render.ts';
import { lineText } from '../../../src/core/screen/line.ts';
import { markup, sequences } from '../../fixtures/hostile.ts';
import { shellForms } from '../../support/shell-form.ts';

/** Everything in a piece of HTML that is not text in a span of the terminal's own classes and colours. */
function foreignParts(node: Tree.ParentNode): string[] {
  return node.childNodes.flatMap((child) => {
    if (child.nodeName === '#text') return [];
    if (!('attrs' in child) || child.tagName !== 'span') return [child.nodeName];
    const wrong = child.attrs.filter(
      ({ name, value }) =>
        !(name === 'class' && /^(t-[a-z0-9-]+ ?)+$/.test(value)) &&
        !(name === 'style' && /^((background-)?color:#[0-9a-f]{6};?)+$/.test(value)),
    );
    return [...wrong.map(({ name, value }) => `${name}=${value}`), ...foreignParts(child)];
  });
}

function htmlOf({ prompt, input, output }: RenderedCommand): string {
  return [prompt, ...input, ...output].map(lineHtml).join('\n');
}

/** A recording of one command that printed this. */
function printed(output: string) {
  return renderRecording({
    header: { version: 2, width: 80, height: 24 },
    events: [
      { timeS: 0, code: 'o', data: '\x1b]133;A\x07# \x1b]133;B\x07' },
      { timeS: 1, code: 'm', data: 'x' },
      { timeS: 1, code: 'o', data: `x\r\n\x1b]133;C\x07${output}\r\n\x1b]133;D;0\x07` },
    ],
  });
}

describe('a recording cannot put markup into a page', () => {
  test.each([...markup, ...sequences])('%j', async (output) => {
    const { commands } = await printed(output);
    for (const command of commands) expect(foreignParts(parseFragment(htmlOf(command)))).toEqual([]);
  });

  test('nor with any mixture', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...markup),
      fc.constantFrom(...sequences.slice(0, -1)),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const { commands } = await printed(pieces.join(''));
        for (const command of commands) expect(foreignParts(parseFragment(htmlOf(command)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('markup is shown as it was printed', async () => {
    for (const output of markup) {
      const { commands } = await printed(output);
      expect(commands[0]?.output.map(lineText).join('')).toBe(output);
    }
  });
});

test('what is no cast is said to be none, with the line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      try {
        parseCast(text);
      } catch (error) {
        expect(error).toBeInstanceOf(CastError);
      }
    }),
  );
  expect(() => parseCast('{"version":2,"width":1000000000,"height":24}')).toThrow(
    'line 1: width is 1000000000',
  );
});

test('what is no ruleset is said to be none, with the line', () => {
  const line = fc.oneof(
    fc.constantFrom('*filter', ':INPUT ACCEPT [0:0]', '-A INPUT -j DROP', 'COMMIT', ':__proto__ - [0:0]'),
    fc.constantFrom(...markup),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      try {
        parseRuleset(lines.join('\n'));
      } catch (error) {
        expect(error).toBeInstanceOf(RulesetError);
      }
    }),
  );
});

describe('a copied script', () => {
  const entry = (more: Partial<CommandEntry>): CommandEntry => ({
    id: 'x',
    kind: 'run',
    run: 'true',
    host: 'host',
    terminal: null,
    inside: [],
    exit: 0,
    ...more,
  });
  const script = (title: string, ...commands: CommandEntry[]) =>
    scriptOf(title, commands, stringsFor('zh-CN').script);

  test.each(['\n', '\r', '\r\n', '\u0085', '\u2028'])(
    'runs nothing that stands in its comments (%j)',
    (end) => {
      const evil = `x${end}touch /hacked`;
      const text = script(
        evil,
        entry({ host: evil }),
        entry({ terminal: evil }),
        entry({ run: 'a', inside: [evil] }),
      );
      expect(shellForms([text])).toEqual(shellForms(['true\ntrue']));
    },
  );

  test('has no character that a terminal obeys or an eye is led astray by', () => {
    const text = script('t', entry({ run: 'echo \x1b[201~rm\u202e x\u0000' }));
    expect(text).toContain('echo [201~rm x\n');
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
  });
});
