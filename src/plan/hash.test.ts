import { expect, test } from 'vitest'
import { planHash } from './hash.ts'
import type { Place } from './place.ts'
import type { Fact, Plan } from './plan.ts'
import type { Value } from './value.ts'

const at = (line: number, file = 'guide.mdx'): Place => ({
  file,
  start: { line, column: 1, offset: line * 10 },
  end: { line, column: 5, offset: line * 10 + 4 },
  includes: [],
})
const literal = (text: string, line = 1): Value => ({ kind: 'literal', text, place: at(line) })

type Kind<K extends Fact['kind']> = Extract<Fact, { kind: K }>
interface Parts {
  setting?: Partial<Kind<'setting'>>
  block?: Partial<Kind<'block'>>
  expression?: Partial<Kind<'expression'>>
  version?: Partial<Kind<'version'>>
  placeholder?: Partial<Kind<'placeholder'>>
  capture?: Partial<Kind<'capture'>>
  navigation?: Partial<Kind<'navigation'>>
  action?: Partial<Kind<'action'>>
  url?: Partial<Kind<'url'>>
  message?: Partial<Kind<'message'>>
}

/** A plan with a fact of each kind. */
function plan(change: Parts = {}, rest: Partial<Plan> = {}): Plan {
  const base = {
    place: at(1),
    role: 'application' as const,
    section: ['Ledger'],
    side: 'application' as const,
  }
  const object = { kind: 'settings', ordinal: 1 }
  const entry = { keyPlace: at(2), place: at(2) }
  const facts: Fact[] = [
    {
      ...base,
      kind: 'setting',
      id: 'setting-1',
      label: 'Issuer',
      labelPlace: at(1),
      field: 'issuer',
      object,
      value: literal('https://a.company/'),
      optional: false,
      form: 'label-colon',
      qualifiers: [],
      ...change.setting,
    },
    {
      ...base,
      kind: 'block',
      id: 'block-1',
      language: 'dotenv',
      declared: 'env',
      destination: 'ledger.env',
      text: 'A=1\nB=2',
      entries: [
        { ...entry, key: 'A', field: null, value: literal('1') },
        { ...entry, key: 'B', field: null, value: literal('2') },
      ],
      ...change.block,
    },
    {
      ...base,
      kind: 'expression',
      id: 'expression-1',
      language: 'python',
      label: 'Expression',
      field: 'expression',
      object,
      text: 'return {}',
      ...change.expression,
    },
    {
      ...base,
      kind: 'version',
      id: 'version-1',
      subject: 'provider',
      range: '>=1.0.0',
      claim: 'minimum',
      text: '1.0 or later',
      ...change.version,
    },
    {
      ...base,
      kind: 'placeholder',
      id: 'placeholder-1',
      token: 'a.company',
      name: 'a.company',
      shape: 'host',
      meaning: 'the host',
      ...change.placeholder,
    },
    {
      ...base,
      kind: 'capture',
      id: 'capture-1',
      label: 'Client ID',
      name: 'client_id',
      object,
      ...change.capture,
    },
    {
      ...base,
      kind: 'navigation',
      id: 'navigation-1',
      path: [
        { text: 'A', place: at(3) },
        { text: 'B', place: at(3) },
      ],
      ...change.navigation,
    },
    { ...base, kind: 'action', id: 'action-1', label: 'Save', ...change.action },
    { ...base, kind: 'url', id: 'url-1', value: literal('https://a.company/x'), ...change.url },
    { ...base, kind: 'message', id: 'message-1', text: 'It is off.', ...change.message },
  ]
  return {
    schemaVersion: 1,
    guide: 'ledger/ostium',
    file: 'guide.mdx',
    application: 'ledger',
    provider: 'ostium',
    title: 'Ledger',
    facts,
    headings: [],
    coverage: { statements: 1, understood: 1, notUnderstood: [] },
    sources: ['guide.mdx'],
    ...rest,
  }
}

const original = planHash(plan())

test('a hash names its algorithm', () => {
  expect(original).toMatch(/^sha256:[0-9a-f]{64}$/)
})

test.each<[string, Plan]>([
  ['places', plan({ setting: { place: at(9), labelPlace: at(9), value: literal('https://a.company/', 9) } })],
  ['the file and its partials', plan({}, { file: 'other.mdx', sources: ['other.mdx', 'part.mdx'] })],
  ['the title and headings', plan({ setting: { section: ['Anything'] } }, { title: 'Another title' })],
  ['how a setting is phrased', plan({ setting: { form: 'set-to', id: 'setting-9' } })],
  ['what a placeholder is explained as', plan({ placeholder: { meaning: 'where it lives' } })],
  ['comments in a block that is understood', plan({ block: { text: '# one\nA=1\nB=2' } })],
  [
    'what was not understood',
    plan({}, { coverage: { statements: 2, understood: 1, notUnderstood: [{ text: 'x', place: at(1) }] } }),
  ],
])('wording is ignored: %s', (_, changed) => {
  expect(planHash(changed)).toBe(original)
})

const [first, second, ...others] = plan().facts
test.each<[string, Plan]>([
  ['a label', plan({ setting: { label: 'Issuer URL' } })],
  ['a field', plan({ setting: { field: null } })],
  ['a value', plan({ setting: { value: literal('https://b.company/') } })],
  ['a slash', plan({ setting: { value: literal('https://a.company') } })],
  [
    'the kind of a value',
    plan({ setting: { value: { kind: 'choice', text: 'https://a.company/', place: at(1) } } }),
  ],
  ['a qualifier', plan({ setting: { qualifiers: ['Strict'] } })],
  ['the object of a setting', plan({ setting: { object: { kind: 'settings', ordinal: 2 } } })],
  ['the side of a setting', plan({ setting: { side: 'provider' } })],
  ['whether a setting is optional', plan({ setting: { optional: true } })],
  ['the variant of a setting', plan({ setting: { variant: 'Docker' } })],
  ['an entry of a block', plan({ block: { entries: [] } })],
  ['the destination of a block', plan({ block: { destination: 'other.env' } })],
  ['an expression', plan({ expression: { text: 'return  {}' } })],
  ['a version', plan({ version: { range: '>=2.0.0' } })],
  ['what a version claims', plan({ version: { claim: 'tested' } })],
  ['a placeholder', plan({ placeholder: { token: 'b.company', name: 'b.company' } })],
  ['a capture', plan({ capture: { name: 'client_secret' } })],
  ['a menu path', plan({ navigation: { path: [{ text: 'A', place: at(3) }] } })],
  ['a button', plan({ action: { label: 'Store' } })],
  ['an address', plan({ url: { value: literal('https://a.company/y') } })],
  ['a message', plan({ message: { text: 'It is on.' } })],
  ['the order of facts', plan({}, { facts: [second!, first!, ...others] })],
  ['a fact left out', plan({}, { facts: others })],
  ['the provider', plan({}, { provider: 'keycloak' })],
])('a change of meaning is seen: %s', (_, changed) => {
  expect(planHash(changed)).not.toBe(original)
})

test('the order of a list and of the rows of a map matters', () => {
  const list = (items: string[]): Value => ({
    kind: 'list',
    items: items.map((text) => literal(text)),
    place: at(1),
  })
  const map = (rows: string[]): Value => ({
    kind: 'map',
    entries: rows.map((text) => ({ from: literal(text), to: literal('x'), place: at(1) })),
    place: at(1),
  })
  for (const value of [list, map])
    expect(planHash(plan({ setting: { value: value(['a', 'b']) } }))).not.toBe(
      planHash(plan({ setting: { value: value(['b', 'a']) } })),
    )
})
