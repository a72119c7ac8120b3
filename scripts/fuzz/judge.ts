import { VFileMessage } from 'vfile-message'
import { extractPlan, idsOf } from '../../plugins/remark-guide/index.ts'
import { documentOf } from '../../plugins/remark-guide/parse/cache.ts'
import { printPlan } from '../../plugins/remark-guide/print.ts'
import type { Application } from '../../src/applications/contract.ts'
import { type Finding, toMessage } from '../../src/plan/finding.ts'
import { planHash } from '../../src/plan/hash.ts'
import type { Place, Point } from '../../src/plan/place.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { applyRules, type Rule } from '../../src/plan/rule.ts'
import { planSchema } from '../../src/plan/schema.ts'
import type { Provider } from '../../src/providers/contract.ts'
import { formatFinding } from '../../src/rules/report.ts'
import { openProducts } from '../../src/verify/products.ts'

/** What became of one damaged guide, and what of it must not be. */
export interface Judged {
  outcome: 'read' | 'read as plain Markdown' | 'refused'
  findings: number
  /** Milliseconds in our own code; parsing, which is the library's, comes before. */
  durationMs: number
  /** Crashes and places that are nowhere; empty when all is well. */
  complaints: string[]
}

type ReadFile = (file: string) => string

const products = openProducts()

/** Extracts the guide and runs the rules, as every host of the plan does, and looks at each place that comes out. */
export async function judge(
  root: string,
  guide: string,
  readFile: ReadFile,
  rules: readonly Rule[],
  damaged: readonly string[],
): Promise<Judged> {
  const ids = idsOf(guide)
  const provider = products.providerIds.includes(ids.provider) ? await products.provider(ids.provider) : null
  const application = products.applicationIds.includes(ids.application)
    ? await products.application(ids.application)
    : null
  // Parsed files are kept: what the library takes for a monstrous text is not counted.
  for (const file of damaged) tryTo(() => documentOf(file, readFile))
  const start = performance.now()
  const read = readGuide({ guide, root, readFile, rules, provider, application })
  const durationMs = performance.now() - start
  if (!('plan' in read))
    return {
      outcome: 'refused',
      findings: 0,
      durationMs,
      complaints: refusalComplaints(read.error, readFile),
    }
  const { plan, findings } = read
  const plain = plan.coverage.notUnderstood.some(({ text }) => text.startsWith('Not valid MDX'))
  return {
    outcome: plain ? 'read as plain Markdown' : 'read',
    findings: findings.length,
    durationMs,
    complaints: placeComplaints([plan, findings], readFile),
  }
}

interface Given {
  guide: string
  root: string
  readFile: ReadFile
  rules: readonly Rule[]
  provider: Provider | null
  application: Application | null
}

/** Everything that hosts do with a guide, short of carrying it out. */
function readGuide(given: Given): { plan: Plan; findings: Finding[] } | { error: unknown } {
  const { guide, root, readFile, rules, provider, application } = given
  try {
    const vocabularies = { provider: provider?.vocabulary, application: application?.vocabulary }
    const plan = extractPlan({ file: guide, root, readFile, vocabularies })
    const findings = applyRules(rules, plan, {
      provider: provider && inVersion(provider, provider.defaultVersion),
      application: application && inVersion(application, application.defaultVersion),
      placeholders: new Map(),
    })
    planSchema.parse(plan)
    planHash(plan)
    printPlan(plan)
    for (const finding of findings) {
      toMessage(finding)
      formatFinding(finding, readFile)
    }
    return { plan, findings }
  } catch (error) {
    return { error }
  }
}

function tryTo(run: () => unknown) {
  try {
    run()
  } catch {
    // Reading the guide meets the same fault, and is judged for it.
  }
}

function refusalComplaints(error: unknown, readFile: ReadFile): string[] {
  if (!(error instanceof VFileMessage))
    return [`crash: ${error instanceof Error ? error.stack : String(error)}`]
  const { file, place } = error
  if (file === undefined || place === undefined) return [`refused without a place: ${error.message}`]
  const [start, end] = 'start' in place ? [place.start, place.end] : [place, place]
  if (start.offset === undefined || end.offset === undefined)
    return [`refused without an offset: ${error.message}`]
  return placeComplaints({ file, start, end, includes: [] }, readFile)
}

/** Complaints about every place anywhere in a value. */
function placeComplaints(value: unknown, readFile: ReadFile): string[] {
  const starts = new Map<string, number[]>()
  const linesOf = (file: string) => {
    const known = starts.get(file) ?? lineStarts(readFile(file))
    starts.set(file, known)
    return known
  }
  return placesIn(value).flatMap(({ file, start, end, includes }) => [
    ...(end.offset < start.offset ? [`${file}: a place that ends before it begins`] : []),
    ...[{ file, start, end }, ...includes].flatMap((range) =>
      [range.start, range.end]
        .filter((point) => !isIn(linesOf(range.file), point))
        .map((point) => `${range.file}:${point.line}:${point.column} is not where offset ${point.offset} is`),
    ),
  ])
}

function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found
  if (isPlace(value)) found.push(value)
  for (const inner of Object.values(value)) placesIn(inner, found)
  return found
}

function isPlace(value: object): value is Place {
  return 'file' in value && 'start' in value && 'end' in value && 'includes' in value
}

/** Offsets at which lines begin, and at last the one where a line after the last would. */
function lineStarts(text: string): number[] {
  let at = 0
  return [0, ...text.split('\n').map((line) => (at += line.length + 1))]
}

/** A point is in its file when its line is, its column is in the line, and both are those of its offset. */
function isIn(starts: readonly number[], { line, column, offset }: Point): boolean {
  const [start, next] = [starts[line - 1], starts[line]]
  return start !== undefined && next !== undefined && offset === start + column - 1 && offset < next
}

/** The product with a version beside it, whether its members are its own or inherited. */
function inVersion<T extends object>(product: T, version: string): T & { version: string } {
  return Object.assign(Object.create(product) as T, { version })
}
