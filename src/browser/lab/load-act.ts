import { siteRoot } from '../page/site-root.ts';
import type { ActScript } from './act-script.ts';
import { fetchNewest } from './download.ts';

const cache = new Map<string, Promise<ActScript>>();

async function fetchAct(key: string): Promise<ActScript> {
  const url = new URL(`lab/acts/${key}.json`, siteRoot()).href;
  const response = await fetchNewest(url);
  return (await response.json()) as ActScript;
}

/** An act that a machine can run, by its key. @throws LabFailure */
export function loadAct(key: string): Promise<ActScript> {
  const act = cache.get(key) ?? fetchAct(key);
  cache.set(key, act);
  act.catch(() => cache.delete(key));
  return act;
}
