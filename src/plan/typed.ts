import type { Fact, PlaceholderFact, Plan } from './plan.ts'
import type { Value } from './value.ts'

/*
 * Many guides leave a gap where the host stands: `https://<YOUR_NETBIRD_DOMAIN>/auth`, `https://dns.YOUR_DOMAIN`. A plan
 * keeps what is written. To be compared and requested such an address needs a host that a reader could have: this
 * module puts one in, the same for the same gap everywhere, and takes it out of messages again. Other gaps get the one
 * spelling `<name>`, whether the guide writes `{client_id}`, `YOUR_CLIENT_ID` or `<Client ID from authentik>`.
 */

export interface Typed {
  plan: Plan
  /** A text with the gaps for hosts back in it, as the guide writes them; with `spelling` the other gaps too. */
  restore(text: string, spelling?: boolean): string
}

const gap = String.raw`<[^<>\n]{1,60}>|\{[^{}\n$"':]{1,60}\}|\[[a-z][^[\]\n:]{1,60}\]|\bYOUR[_-][A-Z0-9_-]+`
const anyGap = new RegExp(gap, 'gi')
const inAddress = new RegExp(String.raw`^[a-z][a-z0-9+.-]*://((?:${gap}|[^/?#\s<>{}[\]])+)`, 'i')
/** A host alone: a gap with labels before or behind it, and perhaps a port. */
const alone = new RegExp(
  String.raw`^(?:[\w-]+\.)*(?:${gap})(?:\.(?:${gap}|[\w-]+))*(?::(?:\d+|${gap}))?$`,
  'i',
)
const hostly = /domain|host|fqdn|url|address|server/i

const known = new WeakMap<Plan, Typed>()
const origins = new WeakMap<Plan, Plan>()

/** The plan as the guide writes it, for a plan as a reader types it. */
export function asWritten(plan: Plan): Plan {
  return origins.get(plan) ?? plan
}

/** The plan as a reader types it in. The same plan, where nothing changes. */
export function asTyped(plan: Plan): Typed {
  const found = known.get(plan)
  if (found) return found
  const hosts = hostsIn(plan)
  const spellings = spellingsIn(plan)
  const typed =
    hosts.size + spellings.size === 0
      ? { plan, restore: (text: string) => text }
      : { plan: replaced(plan, hosts), restore: restorer([...hosts], [...spellings]) }
  known.set(plan, typed)
  known.set(typed.plan, { plan: typed.plan, restore: typed.restore })
  origins.set(typed.plan, plan)
  return typed
}

/** Written hosts that have a gap, with what a reader could type. */
function hostsIn(plan: Plan): Map<string, string> {
  const hosts = new Map<string, string>()
  for (const text of plan.facts.flatMap(textsOf)) {
    const written = inAddress.exec(text)?.[1] ?? (isHost(text) ? text : undefined)
    if (written === undefined || !hasGap(written)) continue
    hosts.set(written, typedHost(written))
    const [, bare = ''] = /^(.*?)(?::(?:\d+|<[^<>]*>))?$/.exec(written) ?? []
    if (bare !== '' && bare !== written && hasGap(bare)) hosts.set(bare, typedHost(bare))
  }
  return hosts
}

function hasGap(text: string): boolean {
  anyGap.lastIndex = 0
  return anyGap.test(text)
}

function isHost(text: string): boolean {
  return alone.test(text) && (text.includes('.') || hostly.test(text))
}

function typedHost(written: string): string {
  const [, host = '', port] = /^(.*?)(?::(\d+|<[^<>]*>|\{[^{}]*\}))?$/.exec(written) ?? []
  const name = host
    .replace(anyGap, (token) => token.replace(/[^a-z0-9]+/gi, '-').replace(/^-+|-+$/g, ''))
    .toLowerCase()
  const whole = /\.[a-z]{2,}$/.test(name) && !hasGap(host.split('.').at(-1) ?? '') ? name : `${name}.company`
  return port === undefined ? whole : `${whole}:${/^\d+$/.test(port) ? port : '8443'}`
}

function replaced(plan: Plan, hosts: ReadonlyMap<string, string>): Plan {
  const facts = plan.facts.flatMap((fact) => ofFact(fact, hosts))
  return { ...plan, facts }
}

function ofFact(fact: Fact, hosts: ReadonlyMap<string, string>): Fact[] {
  if (fact.kind === 'setting' || fact.kind === 'url') return [{ ...fact, value: ofValue(fact.value, hosts) }]
  if (fact.kind === 'block')
    return [{ ...fact, entries: fact.entries.map((e) => ({ ...e, value: ofValue(e.value, hosts) })) }]
  if (fact.kind === 'placeholder') return ofPlaceholder(fact, hosts)
  return [fact]
}

/** `YOUR_DOMAIN` in a list of placeholders declares each host that it is a part of. */
function ofPlaceholder(fact: PlaceholderFact, hosts: ReadonlyMap<string, string>): Fact[] {
  const within = [...hosts].filter(([written]) => written.includes(fact.token) && !/:\d+$/.test(written))
  const longer = within.filter(([written]) => written !== fact.token)
  const named = longer.length > 0 ? longer : within
  if (named.length === 0) return [fact]
  return named.map(([, host], i): Fact => {
    const id = i === 0 ? fact.id : `${fact.id}-${i + 1}`
    return { ...fact, id, token: host, name: host, shape: 'host' }
  })
}

function ofValue(value: Value, hosts: ReadonlyMap<string, string>): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => ofValue(item, hosts)) }
  if (value.kind === 'map')
    return {
      ...value,
      entries: value.entries.map((e) => ({ ...e, from: ofValue(e.from, hosts), to: ofValue(e.to, hosts) })),
    }
  if (value.kind === 'choice') return value
  const written = inAddress.exec(value.text)?.[1] ?? value.text
  const host = hosts.get(written)
  const typed = host === undefined ? value : withHost(value, written, host)
  if (typed.kind === 'reference') return hasGap(typed.text) ? { ...typed, text: `<${typed.name}>` } : typed
  if (typed.kind === 'literal') return typed
  const tokens = typed.tokens.map(({ name }) => ({ name, text: `<${name}>` }))
  const text = typed.tokens.reduce((all, { name, text }) => all.replaceAll(text, `<${name}>`), typed.text)
  return { ...typed, text, tokens }
}

type Texted = Extract<Value, { text: string }>

function withHost(value: Texted, written: string, host: string): Exclude<Texted, { kind: 'choice' }> {
  const text = value.text.replace(written, host)
  const tokens = value.kind === 'template' ? value.tokens.filter((token) => text.includes(token.text)) : []
  return tokens.length > 0
    ? { kind: 'template', text, tokens, place: value.place }
    : { kind: 'literal', text, place: value.place }
}

/** Gaps that are spelt otherwise than `<name>`, with that. */
function spellingsIn(plan: Plan): Map<string, string> {
  const tokens = plan.facts.flatMap(valuesOf).flatMap((value) => {
    if (value.kind === 'template') return value.tokens
    return value.kind === 'reference' && hasGap(value.text) ? [{ text: value.text, name: value.name }] : []
  })
  return new Map(
    tokens.filter(({ text, name }) => text !== `<${name}>`).map(({ text, name }) => [text, `<${name}>`]),
  )
}

function textsOf(fact: Fact): string[] {
  if (fact.kind === 'placeholder') return [fact.token]
  return valuesOf(fact).flatMap((value) => (value.kind === 'choice' ? [] : [value.text]))
}

function valuesOf(fact: Fact): Texted[] {
  if (fact.kind === 'setting' || fact.kind === 'url') return leavesOf(fact.value)
  return fact.kind === 'block' ? fact.entries.flatMap(({ value }) => leavesOf(value)) : []
}

/** Of a map both sides. */
function leavesOf(value: Value): Texted[] {
  if (value.kind === 'list') return value.items.flatMap(leavesOf)
  if (value.kind === 'map')
    return value.entries.flatMap(({ from, to }) => [...leavesOf(from), ...leavesOf(to)])
  return [value]
}

type Replaced = ReadonlyArray<readonly [written: string, typed: string]>

/** Longer hosts first: one may be the end of another. */
function restorer(hosts: Replaced, spellings: Replaced): Typed['restore'] {
  const longest = hosts.toSorted(([, a], [, b]) => b.length - a.length)
  return (text, spelling = false) =>
    [...longest, ...(spelling ? spellings : [])].reduce(
      (all, [written, typed]) => all.replaceAll(typed, written),
      text,
    )
}
