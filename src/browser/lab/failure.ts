/** Something in the lab did not come about; `kind` chooses the words that the reader sees. */
export class LabFailure extends Error {
  readonly kind:
    'timeout' | 'busy' | 'ended-early' | 'differs' | 'offline' | 'unsupported' | 'cancelled' | 'crashed';

  constructor(kind: LabFailure['kind'], message: string) {
    super(message);
    this.name = 'LabFailure';
    this.kind = kind;
  }
}

export function cancelled(): LabFailure {
  return new LabFailure('cancelled', 'cancelled');
}
