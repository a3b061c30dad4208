import { ZSTDDecoder } from 'zstddec/stream';
import type { Piece } from './unpack.ts';

const decoder = new ZSTDDecoder();
const isReady = decoder.init();

/** Pieces that have come and were not asked for yet. */
const pieces: Uint8Array[] = [];

function* takePieces(): Generator<Uint8Array> {
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) yield piece;
}

const unpacking = decoder.decodeStreaming(takePieces());
let unpacked: Uint8Array<ArrayBuffer> | undefined;
let at = 0;

/** Unpacks what it can. The decoder would take a missing piece for the end, so one is kept back until the last came. */
function unpackPieces(into: Uint8Array, isLast: boolean): void {
  while (isLast || pieces.length > 0) {
    const next = unpacking.next();
    if (next.done) return;
    into.set(next.value, at);
    at += next.value.length;
  }
}

async function receive({ piece, bytes, isLast }: Piece): Promise<void> {
  await isReady;
  unpacked ??= new Uint8Array(bytes);
  if (piece.length > 0) pieces.push(piece);
  unpackPieces(unpacked, isLast);
  if (!isLast) return;
  if (at !== bytes) throw new Error(`${at} bytes instead of ${bytes}`);
  postMessage(unpacked.buffer, { transfer: [unpacked.buffer] });
}

// What is thrown here is an error of the worker, of which the page is told.
globalThis.onmessage = ({ data }: MessageEvent<Piece>) => void receive(data).catch(reportError);
