import type { Position } from '../../core/tracer/ask-tracer.ts';

interface Strings {
  title: string;
  rulesOf: (title: string, engine: string) => string;
  positions: Readonly<Record<Position, string>>;
  open: string;
  inTracer: string;
  assumed: string;
}

const zh: Strings = {
  title: '数据包追踪',
  rulesOf: (title, engine) => `规则来自“${title}”，${engine}`,
  positions: { first: '', reply: '它的回包。', later: '同一连接的下一个包。' },
  open: '逐步看',
  inTracer: '在追踪器里打开',
  assumed: '假定了什么',
};

const en: Strings = {
  title: 'Packet tracer',
  rulesOf: (title, engine) => `rules of “${title}”, ${engine}`,
  positions: { first: '', reply: 'The answer to it. ', later: 'The next packet of its connection. ' },
  open: 'Step by step',
  inTracer: 'Open in the tracer',
  assumed: 'What was assumed',
};

/** The words around a walk in a chapter; Chinese unless the page is English. */
export function stringsFor(lang: string): Strings {
  return lang.startsWith('en') ? en : zh;
}
