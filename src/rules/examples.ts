import { existsSync, readdirSync, readFileSync } from 'node:fs'

/**
 * A small guide beside a rule: at once its test and a part of its help page.
 * `bad-*` must yield the findings of the text file beside it, `ok-*` none.
 */
export interface Example {
  name: string
  bad: boolean
  /** Path from the project's root, with forward slashes. */
  file: string
  text: string
  /** One finding a line, as `formatLine` writes it; empty when the file is missing. */
  expected: string
  expectedUrl: URL
}

export function examplesOf(folder: string): Example[] {
  const dir = new URL(`./${folder}/examples/`, import.meta.url)
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => /^(bad|ok)-.*\.mdx$/.test(name))
    .sort()
    .map((name) => {
      const expectedUrl = new URL(name.replace(/mdx$/, 'txt'), dir)
      return {
        name: name.replace(/\.mdx$/, ''),
        bad: name.startsWith('bad-'),
        file: `src/rules/${folder}/examples/${name}`,
        text: readFileSync(new URL(name, dir), 'utf8'),
        expected: existsSync(expectedUrl) ? readFileSync(expectedUrl, 'utf8') : '',
        expectedUrl,
      }
    })
}
