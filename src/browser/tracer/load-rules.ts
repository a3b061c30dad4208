const loaded = new Map<string, Promise<string>>();

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** Loads a captured ruleset, each once. @throws Error when the site does not have it */
export function loadRules(url: string): Promise<string> {
  const text = loaded.get(url) ?? fetchText(url);
  loaded.set(url, text);
  // What failed once, because the network was away, may be tried again.
  text.catch(() => loaded.delete(url));
  return text;
}
