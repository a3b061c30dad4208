/** Columns and rows of a terminal. */
export interface Size {
  cols: number;
  rows: number;
}

/** An emulated computer with numbered ports (v86's virtio console), as the lab needs it. It is made standing still. */
export interface Machine {
  /** Runs from a saved state, whatever it ran before, and from then on tells of that alone. */
  restore: (state: ArrayBuffer, events: MachineEvents) => Promise<void>;
  send: (port: number, bytes: Uint8Array) => void;
  resize: (port: number, size: Size) => void;
  pause: () => Promise<void>;
  resume: () => Promise<void>;
  destroy: () => Promise<void>;
}

/** What a machine tells. */
export interface MachineEvents {
  /** Bytes that the guest printed on a port. */
  received: (port: number, bytes: Uint8Array) => void;
  /** The guest's kernel gave up, with its last words. */
  panicked: (message: string) => void;
}

/** What the lab reads of a machine's manifest; `src/schemas/machine.ts` describes each key. */
export interface MachineManifest {
  machine: 'small' | 'docker';
  memoryBytes: number;
  vgaMemoryBytes: number;
  state: { files: { name: string; bytes: number; sha256: string }[]; bytes: number; unpackedBytes: number };
  disk: { url: string; bytes: number; chunkBytes: number; storedBytes: number; warm?: string[] } | null;
  kernel: { version: string; from: string };
  suite: string;
  docker: string | null;
  packages: { name: string; version: string }[];
  standIns: { name: string; from: string }[];
  programs: string[];
  terminals: { port: number; host: string }[];
  controlPort: number;
}
