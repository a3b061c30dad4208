/** What the form for a packet holds, by the keys of `parsePacket`; empty for what is left open. */
export type PacketFields = Readonly<Record<string, string>>;

/** The form's fields as one description, and where in it each field's value stands. */
export function joinFields(fields: PacketFields): {
  text: string;
  fieldAt: (column: number) => string | null;
} {
  const words: { key: string; start: number; end: number }[] = [];
  let text = '';
  for (const [key, value] of Object.entries(fields)) {
    // A blank inside a value would make two words of it.
    const word = value.trim().replaceAll(/\s+/g, ',');
    if (word === '') continue;
    if (text !== '') text += ' ';
    const start = text.length + 1;
    text += `${key}=${word}`;
    words.push({ key, start, end: text.length + 1 });
  }
  const fieldAt = (column: number) =>
    words.find(({ start, end }) => column >= start && column < end)?.key ?? null;
  return { text, fieldAt };
}

/** A description's words as the form's fields. */
export function splitFields(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const word of text.split(/\s+/)) {
    const at = word.indexOf('=');
    if (at > 0) fields[word.slice(0, at)] = word.slice(at + 1);
  }
  return fields;
}
