import { expect, test } from 'vitest'
import { extractPlan } from '../../plugins/remark-guide/index.ts'
import { factsOf, leaves, statements } from './read.ts'
import { asTyped, asWritten } from './typed.ts'

const planOf = (text: string) =>
  extractPlan({ file: 'ledger/ostium.md', root: '/', readFile: () => text, vocabularies: {} })

const typedIn = (text: string) => {
  const { plan } = asTyped(planOf(text))
  return statements(plan, 'application').flatMap(({ value }) => leaves(value).map((leaf) => leaf.text))
}

const guide = (...lines: string[]) => `# Ledger\n\n## Ostium\n\n## Ledger\n\n${lines.join('\n')}\n`

test.each([
  ['https://<YOUR_OSTIUM_DOMAIN>/o/', 'https://your-ostium-domain.company/o/'],
  ['https://id.YOUR_DOMAIN/o/', 'https://id.your-domain.company/o/'],
  ['https://{domain}:8443/o/', 'https://domain.company:8443/o/'],
  ['https://<host>:<port>', 'https://host.company:8443'],
  ['https://auth.<your domain>.org', 'https://auth.your-domain.org'],
  ['https://ostium.company/o/', 'https://ostium.company/o/'],
])('%s is typed as %s', (written, typed) => {
  expect(typedIn(guide(`- **Issuer**: \`${written}\``))).toEqual([typed])
})

test('a host alone is typed as it is in addresses', () => {
  const found = typedIn(guide('- **Issuer**: `https://<ID_DOMAIN>`', '- **Domain**: `<ID_DOMAIN>`'))
  expect(found).toEqual(['https://id-domain.company', 'id-domain.company'])
})

test('other gaps get one spelling', () => {
  expect(typedIn(guide('- **Issuer**: `https://ostium.company/<your tenant>/`'))).toEqual([
    'https://ostium.company/<tenant>/',
  ])
})

test('a part of hosts that is declared declares each of them', () => {
  const text = `Replace \`YOUR_DOMAIN\` by yours.\n\n${guide('- **Issuer**: `https://id.YOUR_DOMAIN`', '- **Redirect URI**: `https://ledger.YOUR_DOMAIN/cb`')}`
  const declared = factsOf(asTyped(planOf(text)).plan, 'placeholder')
  expect(declared.map(({ token, shape }) => [token, shape])).toEqual([
    ['id.your-domain.company', 'host'],
    ['ledger.your-domain.company', 'host'],
  ])
})

test('messages show what is written', () => {
  const written = planOf(guide('- **Issuer**: `https://<ID_DOMAIN>/<your tenant>`'))
  const { plan, restore } = asTyped(written)
  expect(restore('`https://id-domain.company/<tenant>`', true)).toBe('`https://<ID_DOMAIN>/<your tenant>`')
  expect(asWritten(plan)).toBe(written)
})

test('a guide without gaps stays the same plan', () => {
  const written = planOf(guide('- **Issuer**: `https://ostium.company/<tenant>`'))
  expect(asTyped(written).plan).toBe(written)
})
