import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** As many as the largest collection of such guides has (authentik's integration guides in April 2026). */
export const foreignGuides = 183

/** Guides of other hands, each in one of the styles that are met in the wild. */
const bases = ['plugins/remark-guide/fixtures/hands/*/*/*.{md,mdx}', 'fixtures/seeds/*/*.md']

/**
 * Writes {@link foreignGuides} guides below `scratch`, always the same ones, and returns their paths from there. Each is a
 * fixture with other hosts, names and marks, and as long as such guides are: the sections of a second fixture follow.
 * The folders keep `<application>/<provider>`, so that the words of the products that we know take part.
 */
export function writeForeignGuides(root: string, scratch: string): string[] {
  const fixtures = bases
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
  return Array.from({ length: foreignGuides }, (_, index) => {
    const base = fixtures[index % fixtures.length]!
    const kin = fixtures.filter(({ file }) => file !== base.file && extension(file) === extension(base.file))
    const second = kin[(index * 7) % kin.length]!
    const [name, folder] = base.file.split('/').reverse()
    const path = `foreign/${index}/${folder}/${name}`
    mkdirSync(dirname(join(scratch, path)), { recursive: true })
    writeFileSync(join(scratch, path), restyle(`${base.text}\n${bodyOf(second.text)}`, index))
    return path
  })
}

const extension = (file: string) => file.slice(file.lastIndexOf('.'))

/** Without front matter, imports and title, which a page has once. */
function bodyOf(text: string): string {
  const heading = text.indexOf('\n## ')
  return heading === -1 ? '' : text.slice(heading)
}

/** The same guide as another hand would write it. */
function restyle(text: string, index: number): string {
  const tag = `site${index}`
  return text
    .replaceAll('.company', `-${tag}.company`)
    .replaceAll('example.com', `${tag}.example.com`)
    .replaceAll('/application/o/', `/application/o/${tag}-`)
    .split('\n')
    .map((line) => (index % 3 === 0 ? line.replace(/^(\s*)- /, '$1* ') : line))
    .map((line) => (index % 5 === 0 ? line.replace(/ > (?=\*\*)/, ' → ') : line))
    .join(index % 4 === 0 ? '\r\n' : '\n')
}
