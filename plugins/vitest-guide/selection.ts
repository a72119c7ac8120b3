import { nearest } from '../../src/rules/support/near.ts'
import { pairOf } from './guides.ts'

/** The command was used wrongly: exit code 2. */
export class Usage extends Error {
  override readonly name = 'Usage'
}

/**
 * The guides that the words of the command line mean: `netbird/keycloak`, a path, or a part of either (`netbird`, `keycloak`).
 * No word means all of them. Throws {@link Usage} for a word that means none.
 */
export function select(files: readonly string[], words: readonly string[]): string[] {
  if (files.length === 0)
    throw new Usage('No guide found, expected <application>/<provider>.mdx in the docs folder')
  if (words.length === 0) return [...files]
  return files.filter((file) => words.map((word) => meant(files, word)).some((found) => found.includes(file)))
}

function meant(files: readonly string[], word: string): string[] {
  const bare = word.replace(/^\.\//, '').replace(/\/$/, '')
  const names = (file: string) => {
    const { guide, application, provider } = pairOf(file)
    return [file, guide, application, provider]
  }
  const exact = files.filter((file) => names(file).includes(bare))
  const found = exact.length > 0 ? exact : files.filter((file) => file.startsWith(`${bare}/`))
  if (found.length > 0) return found
  const near = nearest(bare, files.flatMap(names))
  throw new Usage(`No guide "${word}"${near ? `, did you mean "${near}"?` : ''}`)
}
