import { reduceJwt } from './reduce.ts'
import { type Bindings, fillFixed, read } from './template.ts'

export interface Comparison {
  bindings: Bindings
  differences: Difference[]
}

/** Both answers at one place of a response, as JSON. */
export interface Difference {
  /** `body.error`, `status`; `exchange 2, body.error` in a case. */
  at: string
  /** What the real product answered when it was recorded. */
  expected: string
  actual: string
}

/** `body.error: expected "a", got "b"` */
export function describeDifference({ at, expected, actual }: Difference): string {
  return `${at}: expected ${expected}, got ${actual}`
}

type Fields = Readonly<Record<string, unknown>>

/** Compares recorded values with answered ones; placeholders match and bind. */
export function compare(expected: unknown, actual: unknown, at: string, into: Comparison): void {
  if (expected === anything) return
  if (isJwt(expected)) {
    compare(expected.jwt, (reduceJwt(actual) as { jwt?: unknown })?.jwt, `${at}.jwt`, into)
  } else if (typeof expected === 'string') text(expected, actual, at, into)
  else if (Array.isArray(expected)) list(expected, actual, at, into)
  else if (isFields(expected)) fields(expected, actual, at, into)
  else if (expected !== actual && !rounded(expected, actual, at)) differ(expected, actual, at, into)
}

/** Lifetimes were recorded a second after the token was made, now and then. */
function rounded(expected: unknown, actual: unknown, at: string): boolean {
  if (!at.endsWith('expires_in') || typeof expected !== 'number' || typeof actual !== 'number') return false
  return Math.abs(expected - actual) <= 1
}

function text(expected: string, actual: unknown, at: string, into: Comparison): void {
  const time = /^\{time(?:\+(\d+))?\}$/.exec(expected)
  if (time) {
    moment(Number(time[1] ?? 0), actual, at, into)
    return
  }
  // Scope strings are sets, and so are the words of a page (the order of granted scopes varies).
  const set = at.endsWith('.scope') || at.endsWith('.html.text')
  const wanted = set ? words(fillFixed(expected, into.bindings)) : expected
  const got = typeof actual === 'string' && set ? words(actual) : actual
  const found = typeof got === 'string' ? read(wanted, got, into.bindings) : null
  if (!found) differ(expected, actual, at, into)
  for (const [name, value] of found ?? []) into.bindings.set(name, value)
}

/** `{time}` starts the clock of an answer, `{time+300}` is counted from it; recordings round by a second. */
function moment(after: number, actual: unknown, at: string, into: Comparison): void {
  const now = Math.floor(Date.now() / 1000)
  const tolerance = after ? 5 : 60
  if (typeof actual !== 'number' || Math.abs(actual - now - after) > tolerance) {
    differ(after ? `${after} seconds from now` : 'a moment ago', actual, at, into)
  }
}

function list(expected: readonly unknown[], actual: unknown, at: string, into: Comparison): void {
  if (!Array.isArray(actual)) {
    differ(expected, actual, at, into)
    return
  }
  const strings = [...expected, ...actual].every((one) => typeof one === 'string')
  // Lists of names are sets, and so are the keys of a JWKS; `members` of keys are what a recording keeps of a JWK.
  const got = strings
    ? actual.toSorted()
    : inOrderOf(expected, actual).map((one, index) => asRecorded(expected[index], one))
  const wanted = strings ? expected.map((one) => fillFixed(String(one), into.bindings)).toSorted() : expected
  if (got.length !== wanted.length) {
    differ(expected, actual, at, into)
    return
  }
  for (const [index, one] of wanted.entries()) compare(one, got[index], `${at}[${index}]`, into)
}

/** Keys in the order in which their algorithms were recorded. */
function inOrderOf(expected: readonly unknown[], actual: readonly unknown[]): readonly unknown[] {
  const algorithm = (key: unknown) => (isFields(key) ? key.alg : undefined)
  const order = expected.map(algorithm)
  if (order.includes(undefined)) return actual
  return actual.toSorted((a, b) => order.indexOf(algorithm(a)) - order.indexOf(algorithm(b)))
}

function fields(expected: Fields, actual: unknown, at: string, into: Comparison): void {
  if (!isFields(actual)) {
    differ(expected, actual, at, into)
    return
  }
  const { '...': rest, ...named } = expected
  for (const [name, value] of Object.entries(named)) {
    if (!(name in actual)) differ(value, undefined, `${at}.${name}`, into)
    else compare(value, actual[name], `${at}.${name}`, into)
  }
  const more = Object.keys(actual).filter((name) => !(name in named))
  if (rest === anything) return
  const allowed = typeof rest === 'string' ? Number.parseInt(rest, 10) : 0
  if (more.length !== allowed) differ(`${allowed} further members`, more, at, into)
}

/** Stands in a recorded object for a value that was not kept, or (under `...`) for any further members. */
export const anything = Symbol('anything')

function asRecorded(expected: unknown, key: unknown): unknown {
  if (!isFields(expected) || !isFields(key) || !('members' in expected)) return key
  const shown = Object.keys(expected).filter((name) => name !== 'members')
  return { ...Object.fromEntries(shown.map((name) => [name, key[name]])), members: Object.keys(key) }
}

const words = (sentence: string) => sentence.split(/\s+/).toSorted().join(' ')
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isJwt = (value: unknown): value is { jwt: unknown } =>
  isFields(value) && Object.keys(value).join() === 'jwt'

function differ(expected: unknown, actual: unknown, at: string, into: Comparison): void {
  into.differences.push({ at, expected: show(expected), actual: show(actual) })
}

const show = (value: unknown) =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)).slice(0, 400)
