import { expect, test } from 'vitest'
import { extractPlan } from '../../plugins/remark-guide/index.ts'
import { openProducts } from '../verify/products.ts'
import { subjectOf } from '../verify/subject.ts'
import { equivalenceOf } from './equivalent.ts'
import { mutationsOf } from './mutations.ts'

const products = openProducts()

/** Reasons why changes of a small guide change nothing, by what the text is changed to; null for a real mistake. */
async function reasonsIn(application: string, provider: string, text: string) {
  const subject = subjectOf(await products.provider(provider), await products.application(application))
  const vocabularies = { provider: subject.provider.vocabulary, application: subject.application.vocabulary }
  const file = `docs/${application}/${provider}.mdx`
  const plan = extractPlan({ file, root: '/', readFile: () => text, vocabularies })
  const { mutations } = mutationsOf(plan, Object.values(vocabularies), ({ start, end }) =>
    text.slice(start.offset, end.offset),
  )
  return new Map(mutations.map((mutation) => [mutation.after, equivalenceOf(mutation, plan, subject)]))
}

const abr = (host: string, path: string, scopes: string) => `
The following placeholders are used in this guide:

- \`${host}\` is the FQDN of the identity provider.

## AudioBookRequest configuration

- **OIDC Configuration Endpoint**: \`https://${host}${path}\`
- **OIDC Scopes**: \`${scopes}\`
`

test('the slash behind a discovery document is nothing where the provider answers alike', async () => {
  const path = '/realms/<realm>/.well-known/openid-configuration'
  const reasons = await reasonsIn('audiobookrequest', 'keycloak', abr('keycloak.company', path, 'openid'))
  expect(reasons.get(`https://keycloak.company${path}/`)).toBe('Keycloak answers at both alike')
  expect(reasons.get(`http://keycloak.company${path}`)).toBeNull()
})

test('the slash behind an issuer is a mistake everywhere', async () => {
  const guide =
    '## Technitium DNS Server configuration\n\n- **Authority (Issuer)**: `https://keycloak.company/realms/a`\n'
  const reasons = await reasonsIn('technitium', 'keycloak', guide)
  expect(reasons.get('https://keycloak.company/realms/a/')).toBeNull()
})

test('a dropped scope is nothing where its claims come without it, a misspelt one is a mistake', async () => {
  const path = '/realms/<realm>/.well-known/openid-configuration'
  const atKeycloak = await reasonsIn(
    'audiobookrequest',
    'keycloak',
    abr('keycloak.company', path, 'openid profile'),
  )
  expect(atKeycloak.get('openid')).toMatch(/^Keycloak gives the claims of `profile`/)
  expect(atKeycloak.get('openid proxile')).toBeNull()
  const own = '/.well-known/openid-configuration'
  const atPocketId = await reasonsIn(
    'audiobookrequest',
    'pocket-id',
    abr('pocket-id.company', own, 'openid profile'),
  )
  expect(atPocketId.get('openid')).toBeNull()
})

test('a preference has its reason in the vocabulary', async () => {
  const guide = '## Pocket ID configuration\n\n- **PKCE**: On\n- **Public Client**: On\n'
  const text = await reasonsIn('palmr', 'pocket-id', guide.replace('- **Public Client**: On\n', ''))
  expect(text.get('Off')).toMatch(/challenge/)
  expect((await reasonsIn('palmr', 'pocket-id', guide.replace('- **PKCE**: On\n', ''))).get('Off')).toBeNull()
})
