import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import remarkComment from '@slorber/remark-comment'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { guidesIn } from '../../plugins/vitest-guide/guides.ts'
import { loadRules } from '../../src/rules/index.ts'
import { checker } from '../check/guides.ts'
import { foreignGuides, writeForeignGuides } from './foreign.ts'
import {
  alternate,
  type BenchOptions,
  both,
  median,
  ms,
  type Row,
  type Times,
  timed,
  times,
} from './measure.ts'

const rounds = 9

/** Extraction and all rules, against remark alone parsing the same files. */
export async function extractionRows({ root, scratch, progress }: BenchOptions): Promise<Row[]> {
  progress('extraction and rules, our own guides')
  const own = await compare(root, guidesIn(join(root, 'docs/integrations'), root))
  progress(`extraction and rules, ${foreignGuides} guides of other hands`)
  const foreign = await compare(scratch, writeForeignGuides(root, scratch))
  return [
    parsingRow(`extraction and rules, 12 guides with their partials (${own.files} files)`, own),
    parsingRow(`extraction and rules, ${foreignGuides} guides of other hands`, foreign, 2000),
    {
      what: 'the same, nothing warm',
      target: '',
      measured: `${ms(foreign.first.wall)} (${ms(foreign.first.processor)} of processor)`,
      met: null,
    },
  ]
}

function parsingRow(what: string, { ours, bare }: Compared, limit = Number.POSITIVE_INFINITY): Row {
  const ratio = median(ours.wall) / median(bare.wall)
  return {
    what,
    target: `${limit < Number.POSITIVE_INFINITY ? `under ${ms(limit)}, ` : ''}at most 2 × bare remark-mdx`,
    measured: `${both(ours)}, ${times(ratio)} of ${both(bare)}`,
    met: ratio <= 2 && median(ours.wall) < limit,
  }
}

interface Compared {
  files: number
  ours: Times
  bare: Times
  /** The first time that these files were read, in a process that had read our own guides at most. */
  first: { wall: number; processor: number }
}

async function compare(root: string, guides: readonly string[]): Promise<Compared> {
  const texts = new Map<string, string>()
  /** Parsed files are kept as long as their text is the same: each round has its own. */
  const reader = (round: number) => (file: string) => {
    const text = texts.get(file) ?? readFileSync(join(root, file), 'utf8')
    texts.set(file, text)
    return text + '\n'.repeat(round % 2)
  }
  const rules = await loadRules()
  async function ours(round: number) {
    const check = checker({ root, rules, readFile: reader(round) })
    for (const guide of guides) await check(guide)
  }
  function bare() {
    for (const [file, text] of texts) (file.endsWith('.mdx') ? mdx : markdown).parse(text)
  }
  const first = await timed(() => ours(1))
  await alternate(3, { ours, bare })
  return { files: texts.size, first, ...(await alternate(rounds, { ours, bare })) }
}

const markdown = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml', 'toml'])
  .use(remarkGfm)
  .use(remarkDirective)
  .freeze()
/** HTML comments as in Docusaurus: without them, some of the files are no MDX at all. */
const mdx = markdown().use(remarkMdx).use(remarkComment).freeze()
