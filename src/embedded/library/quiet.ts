/*
 * oidc-provider warns at its import unless Node calls itself a long-term release, and the builds of Node that come
 * through npm do not. The version is this project's choice (package.json), and its commands print what they found
 * and nothing else. Imported for its effect, before the library; `loud` ends it.
 */

const { warn } = console

console.warn = (...words: unknown[]) => {
  if (!String(words[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...words)
}

export function loud(): void {
  console.warn = warn
}
