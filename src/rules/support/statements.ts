import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { type Entered, entered } from './values.ts'

/** What one source of the guide (the form, a file, a tab) says of one field. */
export interface Statement {
  source: string
  label: string
  texts: string[]
  /** Of each text. */
  places: Place[]
  isMap: boolean
}

/** For each field that several sources state, their statements in document order. */
export function byField(plan: Plan): Statement[][] {
  const fields = Map.groupBy(
    entered(plan).filter((use) => use.field !== null && use.side !== null && use.leaf.kind !== 'choice'),
    (use) => `${use.side} ${objectOf(use)} ${use.field}`,
  )
  return [...fields.values()].map(statements).filter((sources) => sources.length > 1)
}

function statements(uses: Entered[]): Statement[] {
  return [...Map.groupBy(uses, sourceOf)].map(([source, own]) => ({
    source,
    label: own[0]!.label,
    texts: own.map(textOf),
    places: own.map((use) => use.leaf.place),
    isMap: own[0]!.fact.kind === 'setting' && own[0]!.fact.value.kind === 'map',
  }))
}

/**
 * How "on" is written does not matter, nor how a list is: as rows or in one line, in whatever order.
 * In a map the order tells what belongs to what.
 */
export function differs(a: Statement, b: Statement): boolean {
  const same = (order: (parts: string[]) => string[]) =>
    order(partsOf(a)).join('\n') === order(partsOf(b)).join('\n')
  const ordered = a.isMap || b.isMap
  return !same((parts) => (ordered ? parts : parts.toSorted()))
}

/** Where `here` says something that `there` does not: its first text that is not there, else its first. */
export function placeOfDifference(here: Statement, there: Statement): Place {
  const known = new Set(partsOf(there))
  const index = here.texts.findIndex((text) => split(text).some((part) => !known.has(part)))
  return here.places[Math.max(index, 0)]!
}

function partsOf({ texts }: Statement): string[] {
  return texts.flatMap(split)
}

function split(text: string): string[] {
  const switched = words.get(text.toLowerCase())
  return switched === undefined ? text.split(/[\s,:|]+/) : [switched]
}

const words = new Map([
  ...['on', 'true', 'yes', 'enabled', 'checked', '1'].map((word) => [word, 'on'] as const),
  ...['off', 'false', 'no', 'disabled', 'unchecked', '0'].map((word) => [word, 'off'] as const),
])

function sourceOf({ fact }: Entered): string {
  const kind = fact.kind === 'block' ? `\`${fact.destination ?? `the ${fact.language} block`}\`` : 'the form'
  return fact.variant === undefined ? kind : `${kind}, "${fact.variant}"`
}

/** Blocks configure the application's settings as a whole; on a form each object has its own. */
function objectOf({ fact }: Entered): string {
  return fact.kind === 'setting' && fact.side === 'provider'
    ? `${fact.object.kind} ${fact.object.ordinal}`
    : ''
}

/** A captured value is the same however it is worded: "from Keycloak" and `<client_id>`. */
function textOf({ leaf }: Entered): string {
  if (leaf.kind === 'reference') return `<${leaf.name}>`
  if (leaf.kind !== 'template') return leaf.text
  const names = new Map(leaf.tokens.map((token) => [token.text, token.name]))
  return [...names].reduce((text, [written, name]) => text.replaceAll(written, `<${name}>`), leaf.text)
}
