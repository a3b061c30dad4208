/** What a service worker says of the copy it keeps. */
export interface Copy {
  version: string;
  bytes: number;
}

/** Asks a service worker which version of the site it keeps. */
export function describeWorker(worker: ServiceWorker): Promise<Copy> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data as Copy);
    worker.postMessage({ type: 'DESCRIBE' }, [port2]);
  });
}

/** A size as readers say it: `5.3 MB`. */
export function sizeText(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
