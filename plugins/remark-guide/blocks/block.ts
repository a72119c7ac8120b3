import type { Code } from 'mdast'
import type { BlockEntry } from '../../../src/plan/plan.ts'
import type { Value } from '../../../src/plan/value.ts'
import type { Context } from '../extract/context.ts'
import { codeText } from '../text/code.ts'
import { placeOfNode } from '../text/line.ts'
import { type Mapped, mapped, placeOf, slice } from '../text/mapped.ts'
import { withoutDummies } from '../values/dummy.ts'
import { keyedValue } from '../values/keyed.ts'
import { codeValue } from '../values/value.ts'
import { parseDotenv, parseIni } from './dotenv.ts'
import type { Parser, RawEntry } from './entry.ts'
import { languageOf } from './language.ts'
import { parsePython } from './python.ts'
import { parseToml } from './toml.ts'
import { parseJson, parseYaml } from './yaml.ts'

const parsers: Readonly<Record<string, Parser>> = {
  dotenv: parseDotenv,
  yaml: parseYaml,
  json: parseJson,
  toml: parseToml,
  ini: parseIni,
  properties: parseIni,
  python: parsePython,
}

/** Languages that configure something, also where we cannot read the keys. */
const configuring = new Set([
  ...Object.keys(parsers),
  'conf',
  'php',
  'ruby',
  'javascript',
  'xml',
  'hcl',
  'nginx',
  'apacheconf',
])

export function blockText(node: Code, context: Context): Mapped {
  const known = context.texts.texts.get(node)
  if (known) return known
  const origin = context.texts.origins.get(node)
  return origin ? codeText(node, origin) : { text: node.value, pieces: [] }
}

/** Adds a configuration block; false for a fence that is none (a command, an output, a program). */
export function readBlock(node: Code, context: Context, named: string | null): boolean {
  const declared = node.lang ?? null
  const destination = titleOf(node) ?? named
  const text = blockText(node, context)
  const language = languageOf(text.text, declared, destination)
  if (!configuring.has(language)) return false
  const place = placeOfNode(node, context.texts)
  const parsed = parsers[language]?.(text.text) ?? { entries: [] }
  const keys = parsed.entries.map(({ key }) => key)
  const format = context.own.format(destination, language, keys)
  // Python is a program unless the product keeps its settings in it.
  if (language === 'python' && !format) return false
  const entries = parsed.entries.map((raw): BlockEntry => {
    const keyPlace = placeOf(text, raw.keyFrom, raw.keyTo) ?? place
    const own = placeOf(text, raw.from, raw.to) ?? place
    const known = context.own.key(raw.key, format)
    const value = entryText(text, raw)
    const shared = { key: raw.key, keyPlace, place: own }
    if (!known)
      return {
        ...shared,
        field: null,
        value: codeValue(value, context.both, placeOf(text, raw.valueFrom, raw.valueTo) ?? own),
      }
    const object = { kind: known.object, ordinal: 1 }
    const read: Value = keyedValue(
      value,
      known,
      context.both,
      placeOf(text, raw.valueFrom, raw.valueTo) ?? own,
    )
    return { ...shared, field: known.field, object, value: withoutDummies(read, known.field, context.both) }
  })
  const fault = parsed.fault && {
    reason: parsed.fault.reason,
    place: placeOf(text, parsed.fault.from, Math.max(parsed.fault.to, parsed.fault.from + 1)) ?? place,
  }
  const block = { side: context.side, language, declared, destination, text: text.text, entries }
  context.add({ kind: 'block', place, ...block, ...(fault ? { fault } : {}) })
  return true
}

function entryText(text: Mapped, { valueFrom, valueTo, value }: RawEntry): Mapped {
  const stands = slice(text, valueFrom, valueTo)
  const [first] = stands.pieces
  const last = stands.pieces.at(-1)
  if (value === undefined || !first || !last) return stands
  return mapped(
    value,
    { origin: first.origin, start: first.start, end: first.origin === last.origin ? last.end : first.end },
    first.outer,
  )
}

/** `title="setup.env"`, also in Hugo's braces. */
export function titleOf(node: Code): string | null {
  return /(?:title|filename|file)=\\?["']([^"'\\]+)\\?["']/.exec(node.meta ?? '')?.[1] ?? null
}
