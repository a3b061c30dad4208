export interface SenderEffects {
  send: (bytes: Uint8Array) => void;
  /** Whether the guest has a buffer for another piece: v86 drops what comes without one (`virtio_console.js`). */
  isFree: () => boolean;
  setTimer: (callback: () => void, ms: number) => void;
}

/** A buffer of the guest's driver is a page. */
const pieceBytes = 1024;
const pieceIntervalMs = 4;

export interface PacedSender {
  send: (bytes: Uint8Array) => void;
  /** Forgets what waits. */
  drop: () => void;
}

/** Sends bytes in pieces as fast as the guest takes them; what waits meanwhile goes out together. */
export function makePacedSender({ send, isFree, setTimer }: SenderEffects): PacedSender {
  let waiting = new Uint8Array(0);
  let isSending = false;
  const next = () => {
    isSending = waiting.length > 0;
    if (!isSending) return;
    if (isFree()) {
      send(waiting.slice(0, pieceBytes));
      waiting = waiting.slice(pieceBytes);
    }
    setTimer(next, pieceIntervalMs);
  };
  return {
    send: (bytes) => {
      const joined = new Uint8Array(waiting.length + bytes.length);
      joined.set(waiting);
      joined.set(bytes, waiting.length);
      waiting = joined;
      if (!isSending) next();
    },
    drop: () => {
      waiting = new Uint8Array(0);
    },
  };
}
