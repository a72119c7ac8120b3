import { globSync } from 'node:fs'
import { relative, sep } from 'node:path'

/** `<application>/<provider>.mdx` below a docs folder; files and folders that begin with `_` are partials. */
const pattern = '*/*.{md,mdx}'

/** The guide files of a docs folder, relative to `root` with forward slashes, in order. */
export function guidesIn(docs: string, root: string): string[] {
  return globSync(pattern, { cwd: docs })
    .filter((file) => isGuide(file))
    .map((file) => relative(root, `${docs}/${file}`).split(sep).join('/'))
    .sort()
}

/** `path` is relative to the docs folder. */
export function isGuide(path: string): boolean {
  const parts = path.split(sep)
  return parts.length === 2 && parts.every((part) => !/^(_|\.|index\.)/.test(part)) && /\.mdx?$/.test(path)
}

/** The two products of a guide, from its path. */
export function pairOf(file: string): { guide: string; application: string; provider: string } {
  const [name = '', application = ''] = file.split('/').reverse()
  const provider = name.replace(/\.mdx?$/, '')
  return { guide: `${application}/${provider}`, application, provider }
}
