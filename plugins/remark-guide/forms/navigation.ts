import type { Place } from '../../../src/plan/place.ts'
import type { Reading } from '../extract/context.ts'
import { B, BC, type Run, runAt } from '../text/line.ts'
import { placeOf, slice } from '../text/mapped.ts'

const arrow = '\\s*(?:>|→|->|=>|»|›|➜|➔)\\s*'
const title = "[A-Z][\\w'()&-]*(?: (?:(?:and|of|&) )?(?:[A-Z][\\w'()&-]*|\\([A-Z][\\w -]*\\))){0,4}"
const crumbs = new RegExp(`(?:${BC}|${title})(?:${arrow}(?:${BC}|\\+ )?(?:${BC}|${title})?){1,6}`, 'g')
/** Most sentences have no path, and looking for one takes longest where there is none. */
const hasArrow = /[>→»›➜➔]/
const separator = new RegExp(arrow)
const single = new RegExp(
  `\\b(?:navigate|go|head|browse|switch|return)\\s+(?:back\\s+)?to\\s+(?:the\\s+)?(?:(?:menu|tab|page|section)\\s+)?(${B})`,
  'gi',
)
const then = new RegExp(
  `\\b(?:[Gg]o to|[Oo]pen|[Vv]isit|[Cc]hoose|[Nn]avigate to|[Cc]lick(?: on)?|[Ss]elect)\\s+(?:the |your )?([\\w ]{1,30}?|${BC})(?:(?:,|\\s+and)\\s+then\\s+(?:to\\s+|on\\s+|click\\s+|choose\\s+|open\\s+|select\\s+)?(?:the\\s+)?(?:${BC}|${title})){1,5}`,
  'g',
)

/** Words before the first entry of a plain path, which begins with a capital at the start of a sentence. */
const verbs = /^(?:(?:Choose|Open|Go to|Go|Click|Navigate to|Visit|Select|Press|In|Under|From|The|Then|\+) )+/

/** "Visit Clients", "Navigate to Settings": without marks and alone, so nothing but a name may follow. */
const plainSingle = new RegExp(
  `\\b(?:[Nn]avigate to|[Vv]isit|[Gg]o to)\\s+(?:the\\s+)?(${title})(?=\\s*(?:[.,;]|$|and\\b))`,
  'g',
)

const inside = /\s*(?:>|→|->|=>|»|›|➜|➔)\s*|\s+\/\s+/

/** A slash parts words of all kinds: only entries that the product has make a path of it. */
const slashes = new RegExp(`(?:${BC}|${title})(?:\\s+/\\s+(?:${BC}|${title})){1,4}`, 'g')

interface Step {
  text: string
  place: Place
}

/** `**A** > **B**`, `A → B`, "go to A, then B", "navigate to **A**". */
export function readNavigation(reading: Reading, from: number, to: number) {
  const { line } = reading
  const sentence = line.shape.slice(from, to)
  for (const match of hasArrow.test(sentence) ? sentence.matchAll(crumbs) : [])
    path(reading, match[0].split(separator), from + match.index, match[0])
  for (const match of sentence.includes(' / ') ? sentence.matchAll(slashes) : []) {
    const parts = match[0].split(/\s+\/\s+/)
    const known = (part: string) =>
      reading.context.own.control(runAt(line, part)?.text.text ?? part) !== undefined
    if (parts.filter(known).length > 1) path(reading, parts, from + match.index, match[0])
  }
  for (const match of sentence.includes('then') ? sentence.matchAll(then) : []) {
    const [first = '', ...rest] = match[0].split(/(?:,|\s+and)\s+then\s+/)
    const lead = new RegExp(`(${BC}|${title})\\s*$`).exec(first)
    const steps = rest.map((step) =>
      step.replace(/^(?:to|on|click|choose|open|select)\s+/i, '').replace(/^the\s+/i, ''),
    )
    path(reading, lead?.[1] ? [lead[1], ...steps] : steps, from + match.index, match[0])
  }
  for (let i = from; i < to; i += 1) readWhole(reading, line.shape[i], i)
  for (const match of sentence.matchAll(plainSingle)) readPlainSingle(reading, match, from)
  for (const match of line.runs.length > 0 ? sentence.matchAll(single) : []) {
    const run = runAt(line, match[1])
    if (run && !reading.used.has(run)) add(reading, [step(reading, run)], [run], from + match.index)
  }
}

/** "**Administration > OIDC Clients**": a path within one bold run. Of code, and with slashes, only what is known. */
function readWhole(reading: Reading, character: string | undefined, at: number) {
  const { line, context } = reading
  const run = runAt(line, character)
  if (!run || run.kind === 'link' || reading.used.has(run) || !/[>→»›➜➔/]/.test(run.text.text)) return
  const texts = run.text.text.split(inside)
  const known = texts.filter((text) => context.own.control(text) !== undefined).length
  const sure = run.kind === 'bold' && /[>→»›➜➔]/.test(run.text.text)
  if (texts.length < 2 || texts.some((text) => text === '') || known < (sure ? 1 : Math.min(2, texts.length)))
    return
  let from = 0
  const steps = texts.map((text): Step => {
    const start = run.text.text.indexOf(text, from)
    from = start + text.length
    return { text, place: placeOf(slice(run.text, start, from)) ?? reading.place }
  })
  add(reading, steps, [run], at)
  // The last one may be the button that does it.
  const last = steps.at(-1)
  if (last && context.own.control(last.text)?.kind === 'button')
    reading.add(at + 1, { kind: 'action', side: context.side, place: last.place, label: last.text })
}

/** A product is visited too; that is no entry of a menu. */
function readPlainSingle(reading: Reading, match: RegExpExecArray, from: number) {
  const { line, context } = reading
  const word = match[1] ?? ''
  const start = from + match.index + match[0].lastIndexOf(word)
  const text = slice(line.text, start, start + word.length)
  const place = placeOf(text) ?? reading.place
  if (context.both.some((words) => words.namePattern.test(word)) || reading.hasStepAt(place)) return
  add(reading, [{ text: word, place }], [], from + match.index)
}

function path(reading: Reading, parts: string[], at: number, whole: string) {
  const { line } = reading
  const steps: Step[] = []
  const runs: Run[] = []
  let search = 0
  for (const raw of parts) {
    const part = raw.trim().replace(verbs, '')
    if (part === '') continue
    const start = whole.indexOf(part, search)
    search = start + part.length
    const run = runAt(line, part)
    if (run?.kind === 'link' || (run && reading.used.has(run))) return
    if (run) runs.push(run)
    const text = slice(line.text, at + start, at + start + part.length)
    steps.push(run ? step(reading, run) : { text: part, place: placeOf(text) ?? reading.place })
  }
  const plain = runs.length === 0
  if (steps.length > 1 || (steps.length === 1 && !plain)) add(reading, steps, runs, at)
}

function step(reading: Reading, run: Run): Step {
  return { text: run.text.text, place: placeOf(run.text) ?? reading.place }
}

function add(reading: Reading, steps: Step[], runs: Run[], at: number) {
  const [first] = steps
  const last = steps.at(-1)
  const place =
    first && last && first.place.file === last.place.file
      ? { ...first.place, end: last.place.end }
      : reading.place
  reading.add(at, { kind: 'navigation', side: reading.context.side, place, path: steps }, ...runs)
}
