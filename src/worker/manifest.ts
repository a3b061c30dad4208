/** What the service worker keeps: one version of the whole site. */
export interface Manifest {
  /** Names the version: made from the content of all files. */
  version: string;
  /** What the files hold together, uncompressed, as browsers store them. */
  bytes: number;
  /** Address below the site's root and SHA-256 (Base64) of each file. */
  files: readonly (readonly [url: string, sha256: string])[];
}
