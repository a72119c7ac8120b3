import { expect, test } from 'vitest'
import type { Place } from './place.ts'
import type { Fact, Plan } from './plan.ts'
import { captures, leaves, objectsOf, placeWithin, statements, valueIn } from './read.ts'
import type { Value } from './value.ts'

const place: Place = {
  file: 'guide.mdx',
  start: { line: 3, column: 5, offset: 20 },
  end: { line: 4, column: 9, offset: 40 },
  includes: [],
}
const base = { place, role: 'provider' as const, section: [], side: 'provider' as const }
const literal = (text: string): Value => ({ kind: 'literal', text, place })
let made = 0
function setting(field: string | null, text: string, ordinal = 1, kind = 'group'): Fact {
  made += 1
  return {
    ...base,
    kind: 'setting',
    id: `setting-${made}`,
    label: field ?? 'Unheard of',
    labelPlace: place,
    field,
    object: { kind, ordinal },
    value: literal(text),
    optional: false,
    form: 'label-colon',
    qualifiers: [],
  }
}
const plan = (facts: Fact[]): Plan => ({
  schemaVersion: 1,
  guide: 'ledger/ostium',
  file: 'guide.mdx',
  application: 'ledger',
  provider: 'ostium',
  title: 'Ledger',
  facts,
  headings: [],
  coverage: { statements: facts.length, understood: facts.length, notUnderstood: [] },
  sources: ['guide.mdx'],
})

test('settings, lines of blocks and expressions are read alike, side by side', () => {
  const guide = plan([
    setting('name', 'admins'),
    {
      ...base,
      kind: 'block',
      id: 'block-1',
      side: 'application',
      language: 'dotenv',
      declared: 'env',
      destination: 'ledger.env',
      text: 'LEDGER_ISSUER=https://ostium.company/',
      entries: [
        {
          key: 'LEDGER_ISSUER',
          field: 'issuer',
          object: { kind: 'settings', ordinal: 1 },
          value: literal('https://ostium.company/'),
          keyPlace: place,
          place,
        },
      ],
    },
    {
      ...base,
      kind: 'expression',
      id: 'expression-1',
      language: 'python',
      label: 'Expression',
      field: 'expression',
      object: { kind: 'scope', ordinal: 1 },
      text: 'return {}',
    },
  ])
  expect(statements(guide, 'provider').map((one) => [one.label, one.field])).toEqual([
    ['name', 'name'],
    ['Expression', 'expression'],
  ])
  expect(valueIn(guide, 'application', 'settings', 'issuer')).toEqual(literal('https://ostium.company/'))
  expect(valueIn(guide, 'provider', 'scope', 'expression')).toEqual(literal('return {}'))
})

test('what is entered last stays in the field', () => {
  const guide = plan([setting('name', 'temporary'), setting('name', 'admins')])
  expect(valueIn(guide, 'provider', 'group', 'name')).toEqual(literal('admins'))
  expect(valueIn(guide, 'provider', 'group', 'name', 2)).toBeUndefined()
  expect(valueIn(guide, 'application', 'group', 'name')).toBeUndefined()
})

test('each group is an object of its own, and unknown labels stay with theirs', () => {
  const guide = plan([
    setting('name', 'admins', 1),
    setting('name', 'readers', 2),
    setting(null, 'x', 2),
    setting('name', 'Ledger', 1, 'client'),
  ])
  const groups = objectsOf(guide, 'provider', 'group')
  expect(groups.map(({ ref, fields }) => [ref.ordinal, fields.get('name')?.[0]?.value])).toEqual([
    [1, literal('admins')],
    [2, literal('readers')],
  ])
  expect(groups[1]?.given.map((one) => one.label)).toEqual(['name', 'Unheard of'])
})

test('the first note of a capture counts', () => {
  const note = (label: string): Fact => ({
    ...base,
    kind: 'capture',
    id: `capture-${label}`,
    label,
    name: 'client_id',
    object: { kind: 'client', ordinal: 1 },
  })
  expect(captures(plan([note('Client ID'), note('ID')])).get('client_id')?.label).toBe('Client ID')
})

test('a list has a leaf for each item', () => {
  expect(
    leaves({ kind: 'list', items: [literal('a'), literal('b')], place }).map((leaf) => leaf.text),
  ).toEqual(['a', 'b'])
})

test('a place within an indented text counts the indent of each line', () => {
  // At column 5: "if user:\n    return x" stands in the file as "if user:\n        return x".
  const text = 'if user:\n    return x'
  const inner = placeWithin(place, text, text.indexOf('return'), text.length)
  expect(inner.start).toEqual({ line: 4, column: 9, offset: 20 + 13 + 4 })
  expect(inner.end.offset - inner.start.offset).toBe('return x'.length)
})
