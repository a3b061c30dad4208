/** Vitest sets these for its own tests; a build would take them for its own. */
const ofVitest = /^(BASE_URL|DEV|MODE|NODE_ENV|PROD|SSR|TEST|VITEST.*)$/;

/** The environment without what Vitest added to it. */
export const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofVitest.test(name)));
