import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Code that takes part in a verdict; the site, tests and fixtures do not. */
const included = ['src/**/*', 'plugins/{remark,vitest}-guide/**/*', 'package-lock.json']
const excluded =
  /(^|[\\/])(components|theme|css|pages|fixtures|examples|observed)([\\/]|$)|\.test\.ts$|\.mdx?$/

/** SHA-256 over our own code: another tool may come to another verdict. `root` is the project's folder. */
export function toolHash(root: string): string {
  return codeHash(root, included)
}

/** SHA-256 over the files that the patterns mean, and over the version of Node. */
export function codeHash(root: string, included: readonly string[]): string {
  const hash = createHash('sha256')
  const files = globSync(included, {
    cwd: root,
    withFileTypes: true,
    exclude: ({ name }) => excluded.test(name),
  })
    .filter((entry) => entry.isFile() && !excluded.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files)
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.update(process.version).digest('hex')
}

export function contentHash(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex')
}
