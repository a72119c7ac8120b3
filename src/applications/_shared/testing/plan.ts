import type { Place } from '../../../plan/place.ts'
import type { ActionFact, BlockFact, Fact, Plan, SettingFact } from '../../../plan/plan.ts'
import type { MapEntry, Token, Value } from '../../../plan/value.ts'
import type { Vocabulary } from '../../../plan/vocabulary.ts'

/** A small plan for tests, written as a guide would be read: `[label, value]` rows and one environment file. */
export interface Sketch {
  vocabulary: Vocabulary
  provider?: string
  /** Application side: label and value; a list of values makes a list, `map` its rows. */
  settings?: Array<[label: string, value: string | string[] | { map: Array<[from: string, to: string]> }]>
  /** File name and text. */
  block?: [destination: string, text: string]
  actions?: string[]
  /** Messages that the guide quotes. */
  messages?: string[]
  /** Hosts of the placeholder list. */
  hosts?: string[]
  /** Addresses that the reader opens. */
  urls?: string[]
  /** Redirect URIs that are registered at the provider. */
  redirects?: string[]
}

let line = 0
/** Every fact of a sketch stands on a line of its own, so that a test can tell places apart. */
const nextPlace = (): Place => {
  line += 1
  const start = { line, column: 1, offset: line * 100 }
  return { file: 'guide.mdx', start, end: { ...start, column: 90 }, includes: [] }
}

export function sketch({
  vocabulary,
  provider,
  settings = [],
  block,
  actions = [],
  messages = [],
  hosts = [],
  urls = [],
  redirects = [],
}: Sketch): Plan {
  line = 0
  const shared: Pick<SettingFact, 'role' | 'side' | 'section'> = {
    role: 'application',
    side: 'application',
    section: [],
  }
  const facts: Fact[] = []
  for (const [label, text] of settings) {
    const known =
      vocabulary.labels.find((one) => one.text === label) ??
      vocabulary.maps.find((one) => one.from.includes(label))
    const place = nextPlace()
    const value: Value = Array.isArray(text)
      ? { kind: 'list', items: text.map((item) => readValue(item, place)), place }
      : typeof text === 'string'
        ? readValue(text, place)
        : { kind: 'map', entries: text.map.map(readRow), place }
    facts.push({
      ...shared,
      kind: 'setting',
      id: `setting-${facts.length + 1}`,
      place,
      label,
      labelPlace: place,
      field: known?.field ?? null,
      object: { kind: known?.object ?? 'settings', ordinal: 1 },
      value,
      optional: false,
      form: 'label-colon',
      qualifiers: [],
    } satisfies SettingFact)
  }
  if (block) facts.push(blockOf(vocabulary, block, facts.length))
  for (const token of hosts) {
    facts.push({
      kind: 'placeholder',
      id: `placeholder-${facts.length + 1}`,
      place: nextPlace(),
      role: 'placeholders',
      section: [],
      token,
      name: token,
      shape: 'host',
      meaning: `the FQDN of ${vocabulary.names[0]}`,
    })
  }
  for (const text of urls) {
    const place = nextPlace()
    const id = `url-${facts.length + 1}`
    facts.push({ kind: 'url', id, place, role: 'verification', section: [], value: readValue(text, place) })
  }
  for (const text of redirects) {
    const place = nextPlace()
    facts.push({
      kind: 'setting',
      id: `setting-${facts.length + 1}`,
      role: 'provider',
      side: 'provider',
      section: [],
      place,
      label: 'Redirect URI',
      labelPlace: place,
      field: 'redirect_uris',
      object: { kind: 'client', ordinal: 1 },
      value: readValue(text, place),
      optional: false,
      form: 'label-colon',
      qualifiers: [],
    })
  }
  for (const label of actions) {
    facts.push({
      ...shared,
      kind: 'action',
      id: `action-${facts.length + 1}`,
      place: nextPlace(),
      label,
    } satisfies ActionFact)
  }
  for (const text of messages) {
    const [id, place] = [`message-${facts.length + 1}`, nextPlace()]
    facts.push({ kind: 'message', role: 'troubleshooting', section: [], id, place, text })
  }
  return {
    schemaVersion: 1,
    guide: `${vocabulary.id}/${provider ?? 'keycloak'}`,
    file: 'guide.mdx',
    application: vocabulary.id,
    provider: provider ?? 'keycloak',
    title: 'Guide',
    facts,
    headings: [],
    coverage: { statements: facts.length, understood: facts.length, notUnderstood: [] },
    sources: ['guide.mdx'],
  }
}

function blockOf(vocabulary: Vocabulary, [destination, text]: [string, string], index: number): BlockFact {
  const opening = nextPlace()
  const format = vocabulary.formats[0]
  const entries = text.split('\n').flatMap((row): BlockFact['entries'] => {
    const [, key, raw] = /^([A-Z0-9_]+)=(.*)$/.exec(row) ?? []
    if (key === undefined || raw === undefined) return []
    const at = nextPlace()
    const known = format?.keys.find((one) => one.key === key)
    const bare = raw.replace(/^"(.*)"$/, '$1')
    const separated = known?.separator !== undefined && bare.includes(known.separator)
    const value: Value = separated
      ? { kind: 'list', items: bare.split(known.separator!).map((item) => readValue(item, at)), place: at }
      : readValue(bare, at)
    return [{ key, field: known?.field ?? null, value, keyPlace: at, place: at }]
  })
  return {
    kind: 'block',
    id: `block-${index + 1}`,
    // Closed on a line of its own.
    place: { ...opening, end: nextPlace().end },
    role: 'application',
    side: 'application',
    section: [],
    language: 'dotenv',
    declared: 'env',
    destination,
    text,
    entries,
  }
}

function readValue(text: string, place: Place): Value {
  const tokens: Token[] = [...text.matchAll(/<([a-z_]+)>/g)].map((match) => ({
    text: match[0],
    name: match[1] ?? '',
  }))
  const [token] = tokens
  if (!token) return { kind: 'literal', text, place }
  if (token.text === text) return { kind: 'reference', name: token.name, text, place }
  return { kind: 'template', text, tokens, place }
}

function readRow([from, to]: [string, string]): MapEntry {
  const place = nextPlace()
  return { from: readValue(from, place), to: readValue(to, place), place }
}
