import { nearest } from '../../src/rules/support/near.ts'
import { pairOf } from './guides.ts'

/** The command was used wrongly: exit code 2. */
export class Usage extends Error {
  override readonly name = 'Usage'
}

/**
 * The guides that the words of the command line mean: `netbird/keycloak`, a path, or a part of either (`netbird`, `keycloak`).
 * No word means all of them; `providers` keeps those of some. Throws {@link Usage} for a word that means none.
 */
export function select(
  files: readonly string[],
  words: readonly string[],
  providers: readonly string[] = [],
): string[] {
  if (files.length === 0)
    throw new Usage('No guide found, expected <application>/<provider>.mdx in the docs folder')
  const named = words.map((word) => meant(files, word))
  const chosen =
    words.length === 0 ? files : files.filter((file) => named.some((found) => found.includes(file)))
  if (providers.length === 0) return [...chosen]
  const left = chosen.filter((file) => providers.includes(pairOf(file).provider))
  if (left.length > 0) return left
  const known = [...new Set(chosen.map((file) => pairOf(file).provider))]
  throw new Usage(`No guide of ${providers.join(', ')} among these, expected some of ${known.join(', ')}`)
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
