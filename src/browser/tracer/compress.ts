/** Longer texts are not read from an address: no real dump comes near it. */
export const mostCharacters = 2_000_000;

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Packs a text so that it can stand in an address. */
export async function compress(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * Unpacks what `compress` made.
 * @throws Error when it is something else, or longer than `mostCharacters`
 */
export async function decompress(packed: string): Promise<string> {
  if (!/^[\w-]*$/.test(packed)) throw new Error('not base64url');
  const stream = new Blob([fromBase64Url(packed)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.pipeThrough(new TextDecoderStream('utf-8', { fatal: true })).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
    if (text.length > mostCharacters) {
      // A few bytes can stand for gigabytes.
      await reader.cancel();
      throw new Error(`longer than ${mostCharacters} characters`);
    }
  }
}
