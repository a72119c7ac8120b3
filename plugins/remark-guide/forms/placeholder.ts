import type { Context, Reading } from '../extract/context.ts'
import { C, type Line, type Run, readable, runAt } from '../text/line.ts'
import { type Mapped, placeOf, slice } from '../text/mapped.ts'
import { canonicalName } from '../values/tokens.ts'

const host = /^(?:\*\.)?(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]{1,}(?::\d+)?$/i
const file = /\.(?:env|ya?ml|json|toml|ini|conf|cfg|php|py|rb|js|ts|xml|sh|md|mdx|txt|config|properties)$/i
const url = /^https?:\/\/([^/?#]+)\/?$/i
/** Hosts that are nobody's own, in prose without code. */
const plainHost =
  /(?<![\w.@-])(?:https?:\/\/)?((?:[\w-]+\.)*(?:example\.(?:com|org|net)|[\w-]+\.company))(?![\w-]|\.\w)/g
const announcing =
  /\bplaceholders?\b|\bassumptions?\b|\breplac\w+\b|\binstead of\b|\bsubstitut\w+\b|\bhosts?\b.*\bexample\b/i
const item = new RegExp(`^\\s*(${C})\\s*(?:\\(|:|[-–—]|=|is\\b|stands\\b|for\\b|with\\b|,)?\\s*`, 'i')

/** Whether a sentence says that a list of placeholders follows. */
export function announcesPlaceholders(line: Line): boolean {
  return announcing.test(line.shape) && /:\s*$/.test(line.shape)
}

/** One item of the list: code first, then what it stands for. */
export function readPlaceholderItem(reading: Reading): boolean {
  const { line } = reading
  const match = item.exec(line.shape)
  const run = runAt(line, match?.[1])
  if (!match || !run) return false
  const meaning = readable(line, match[0].length).text
  return declare(reading, run.text, 0, meaning.replace(/[).\s]+$/, '').trim(), run)
}

/** Hosts in prose of the introduction, for guides without a list; and "Replace `YOUR_DOMAIN` by …" anywhere. */
export function readPlaceholders(reading: Reading, from: number, to: number) {
  const { line, context } = reading
  const early = context.role === 'introduction' || context.role === 'placeholders'
  const sentence = line.shape.slice(from, to)
  const replaces = /\breplac\w+\b|\binstead of\b|\bsubstitut\w+\b/i.test(sentence)
  if (!replaces && (!early || context.placeholdersListed)) return
  for (let i = from; i < to; i += 1) {
    const run = runAt(line, line.shape[i])
    if (run?.kind !== 'code' || reading.used.has(run)) continue
    const isHost = hostOf(run.text.text) !== null
    const isToken = /^(?:<[^<>]+>|YOUR[_-]\w+)$/.test(run.text.text)
    if (isHost ? early || replaces : replaces && isToken)
      declare(reading, run.text, i, meaningAt(reading, i, i + 1, from, to), run)
  }
  for (const match of early ? sentence.matchAll(plainHost) : []) {
    const name = match[1] ?? ''
    const start = from + match.index + match[0].length - name.length
    const said = meaningAt(reading, from + match.index, start + name.length, from, to)
    declare(reading, slice(line.text, start, start + name.length), start, said, undefined)
  }
  for (const match of replaces ? sentence.matchAll(/\bYOUR[_-][A-Z0-9_-]+/g) : []) {
    const start = from + match.index
    declare(reading, slice(line.text, start, start + match[0].length), start, sentence.trim(), undefined)
  }
}

/** What parts what is said of one host from what is said of the next. */
const apart = /https?:\/\/\S*|[,;:\ue800-\uefff]|\.(?=\s|$)|\band\b/

/** The words beside a host that name a product ("Palmr runs at `…`", "`…` (NetBird)"), else those behind it. */
function meaningAt({ line, context }: Reading, at: number, behind: number, from: number, to: number): string {
  const before = line.shape.slice(from, at).split(apart).at(-1) ?? ''
  const after = line.shape.slice(behind, to).split(apart)[0] ?? ''
  const names = (text: string) => context.both.some((words) => words.namePattern.test(text))
  const said = names(after) || (after.trim() !== '' && !names(before)) ? after : before
  const spelt = said.replace(/[\ue000-\uf7ff]/g, (mark) => runAt(line, mark)?.text.text ?? '')
  return spelt.replace(/^[\s(]*(?:is\s+|and\s+)?/, '').replace(/[\s).]*(?:\band\s*)?$/, '')
}

function declare(
  reading: Reading,
  token: Mapped,
  at: number,
  meaning: string,
  run: Run | undefined,
): boolean {
  const { context } = reading
  const inAddress = url.exec(token.text)
  const text = inAddress?.[1]
    ? slice(token, token.text.indexOf(inAddress[1]), token.text.indexOf(inAddress[1]) + inAddress[1].length)
    : token
  const isHost = hostOf(text.text) !== null
  if (isHost && isDeclared(context, text.text)) return false
  if (isHost) context.hosts.add(text.text)
  const place = placeOf(text) ?? reading.place
  const name = isHost ? text.text : canonicalName(text.text, context.both)
  reading.add(
    at,
    { kind: 'placeholder', place, token: text.text, name, shape: isHost ? 'host' : 'value', meaning },
    run,
  )
  return true
}

function isDeclared(context: Context, name: string): boolean {
  return context.hosts.has(name)
}

function hostOf(text: string): string | null {
  const name = url.exec(text)?.[1] ?? text
  return host.test(name) && !file.test(name) ? name : null
}
