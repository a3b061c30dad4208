import { Failure } from '../debian/failure.ts';

/** A Debian package, and the source package that Debian built it from. */
export interface PackageEntry {
  name: string;
  version: string;
  source: string;
  sourceVersion: string;
}

/** The format of dpkg-query(1) that `parsePackages` reads. */
export const packageFormat = '${Package}\\t${Version}\\t${source:Package}\\t${source:Version}\\n';

/** Reads what dpkg-query prints with `packageFormat`, sorted by name. @throws Failure on another line */
export function parsePackages(text: string): PackageEntry[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.map((line): PackageEntry => {
    const [name, version, source, sourceVersion] = line.split('\t');
    if (!name || !version || !source || !sourceVersion)
      throw new Failure(`dpkg-query printed a line that is no package: ${line}`);
    return { name, version, source, sourceVersion };
  });
  return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
}
