import { expect, test } from 'vitest'
import { extractPlan } from '../../plugins/remark-guide/index.ts'
import { openProducts } from '../verify/products.ts'
import { type Mutations, mutationsOf } from './mutations.ts'

const products = openProducts()
const netbird = await products.application('netbird')
const pocketId = await products.provider('pocket-id')

/** A guide of NetBird with Pocket ID, read from memory. */
function mistakesIn(text: string): Mutations {
  const vocabularies = { provider: pocketId.vocabulary, application: netbird.vocabulary }
  const plan = extractPlan({
    file: 'docs/netbird/pocket-id.mdx',
    root: '/',
    readFile: () => text,
    vocabularies,
  })
  const all = [pocketId.vocabulary, netbird.vocabulary]
  return mutationsOf(plan, all, ({ start, end }) => text.slice(start.offset, end.offset))
}
const made = (text: string) => mistakesIn(text).mutations.map((m) => [m.operator, m.before, m.after])

test('each part of an address, each label and each name is got wrong once', () => {
  expect(made('## Pocket ID configuration\n\n- **Callback URLs**: `https://netbird.company/auth`\n')).toEqual(
    [
      ['label', 'Callback URLs', 'Callbaxk URLs'],
      ['host', 'https://netbird.company/auth', 'https://netxird.company/auth'],
      ['scheme', 'https://netbird.company/auth', 'http://netbird.company/auth'],
      ['slash', 'https://netbird.company/auth', 'https://netbird.company/auth/'],
      ['slug', 'https://netbird.company/auth', 'https://netbird.company/auxh'],
    ],
  )
})

test('a switch is turned over in the spelling of the guide', () => {
  expect(made('## Pocket ID configuration\n\n- **Public Client**: On\n')).toContainEqual([
    'switch',
    'On',
    'Off',
  ])
})

test("a value that is the reader's own is left alone and counted, its label is not", () => {
  const { mutations, free } = mistakesIn(
    '## Pocket ID configuration\n\n- **Friendly Name**: `Administrators`\n',
  )
  expect(free).toBe(1)
  expect(mutations.map(({ operator }) => operator)).toEqual(['label'])
})

test('a deleted line knows its block; one that repeats the default is left in and counted', () => {
  const block = '```env title="setup.env"\nNETBIRD_AUTH_CLIENT_ID=a\nNETBIRD_TOKEN_SOURCE=accessToken\n```'
  const { mutations, defaults } = mistakesIn(`## NetBird configuration\n\n${block}\n`)
  const lines = mutations.filter(({ operator }) => operator === 'line')
  expect(lines.map(({ before, block: of }) => [before, of?.start.line])).toEqual([
    ['NETBIRD_AUTH_CLIENT_ID=a', 3],
  ])
  expect(defaults).toBe(1)
  const other = mistakesIn(`## NetBird configuration\n\n${block.replace('accessToken', 'idToken')}\n`)
  expect(other.mutations.filter(({ operator }) => operator === 'line')).toHaveLength(2)
  expect(other.defaults).toBe(0)
})

test.each([
  ['0.77.1', '0.75.1'],
  ['1.10.4', '1.8.4'],
  ['26.7', '24.7'],
])('a version is made older by a version that could exist: %s, %s', (stated, older) => {
  expect(made(`This guide is written for these versions:\n\n- **NetBird**: ${stated}\n`)).toEqual([
    ['version', stated, older],
  ])
})

test('a list has one key, whose misspelling is written without an index; items that are free are left alone', async () => {
  const { vocabulary } = await products.application('synapse')
  const text = `## Synapse configuration

\`\`\`yaml title="homeserver.yaml"
oidc_providers:
  - idp_name: "Company"
    scopes: ["openid", "profile"]
\`\`\`
`
  const vocabularies = { provider: pocketId.vocabulary, application: vocabulary }
  const plan = extractPlan({
    file: 'docs/synapse/pocket-id.mdx',
    root: '/',
    readFile: () => text,
    vocabularies,
  })
  const { mutations, free } = mutationsOf(plan, [pocketId.vocabulary, vocabulary], ({ start, end }) =>
    text.slice(start.offset, end.offset),
  )
  const keys = mutations.filter(({ operator }) => operator === 'key')
  expect(keys.map(({ before, after }) => [before, after])).toEqual([
    ['idp_name', 'idp_xame'],
    ['scopes', 'scoxes'],
  ])
  expect(free).toBe(2)
})
