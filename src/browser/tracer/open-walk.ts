import { parsePacket } from '../../core/netfilter/parse/parse-packet.ts';
import { parseRuleset } from '../../core/netfilter/parse/parse-ruleset.ts';
import { askTracer, type Position } from '../../core/tracer/ask-tracer.ts';
import { networkOf } from '../../core/tracer/machine-texts.ts';
import { chooseAt } from '../../core/tracer/walk-path.ts';
import { loadStyle } from '../load-style.ts';
import { loadMachine } from './load-machine.ts';
import { stringsFor } from './strings.ts';
import { WalkView } from './walk-view.ts';
import walkCss from './walk.css?url';

/** Puts the walk itself in the place of its summary. @throws Error when the rules did not load */
export async function openWalk(element: HTMLElement): Promise<void> {
  const { machine: url = '', packet = '', position: start = 'first' } = element.dataset;
  const body = element.querySelector<HTMLElement>('[data-body]');
  if (!body) throw new Error('a walk without a place');
  const [machine] = await Promise.all([loadMachine(url), loadStyle(walkCss)]);
  const question = {
    ruleset: parseRuleset(machine.rules),
    network: networkOf(machine),
    packet: parsePacket(packet),
    position: start as Position,
    choices: [] as boolean[],
    laterChoices: [] as boolean[],
  };
  const draw = (step: number) => view.draw(askTracer(question), step);
  const language = element.lang.startsWith('en') ? 'en' : 'zh';
  const view = new WalkView(await stringsFor(language), language, {
    choose: (fork, taken, path) => {
      const key = question.position === 'first' ? 'choices' : 'laterChoices';
      question[key] = chooseAt(path, fork, taken);
      draw(path.forks[fork]?.at ?? 0);
    },
    follow: (position) => {
      question.position = position;
      question.laterChoices = [];
      draw(0);
    },
    stepped: () => undefined,
  });
  draw(0);
  body.replaceChildren(view.element);
  view.element.focus({ preventScroll: true });
}
