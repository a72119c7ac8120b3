import { expect, test } from 'vitest'
import { planOf, textAt } from './testing/guide.ts'

const mentioned = (text: string) =>
  planOf(`## Ledger configuration\n\n${text}\n`).mentions?.map((one) => one.text)

test.each([
  ['Open your Keycloak.', ['Keycloak']],
  ['Your own Pocket ID instance needs HTTPS.', ['Pocket ID']],
  ['Your authentik server needs HTTPS.', ['authentik']],
  ['Enter the Client ID from Keycloak.', ['Keycloak']],
  ['| Setting | Value |\n| --- | --- |\n| Client ID | the client ID from Keycloak |', ['Keycloak']],
  ['Unlike Keycloak, it has no realms; see the guide for Keycloak.', []],
  ['Enter your name.', []],
])('products that are spoken of as the reader’s own: %j', (text, names) => {
  expect(mentioned(text)).toEqual(names)
})

test('a mention stands where its name does, in a partial too', () => {
  const files = {
    'docs/ledger/ostium.mdx': "import Check from './_check.mdx'\n\n## Ledger configuration\n\n<Check />\n",
    'docs/ledger/_check.mdx': 'Open the address that\nyour **Keycloak** instance answers at.\n',
  }
  const [mention] = planOf(files).mentions ?? []
  expect(mention?.place).toMatchObject({ file: 'docs/ledger/_check.mdx', start: { line: 2, column: 8 } })
  expect(textAt(files, mention!.place)).toBe('Keycloak')
})
