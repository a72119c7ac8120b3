import { describe, expect, test } from 'vitest'
import { statedIn } from '../knowledge/settings.ts'
import { guide, rows } from '../testing.ts'
import { fillIn } from './reader.ts'
import type { Field } from './security-page.ts'

const field = (label: string, name: string, more: Partial<Field> = {}): Field => ({
  ...{ label, name, value: '', note: '', required: false, disabled: false, options: null, types: ['oidc'] },
  ...more,
})
const type = field('Login Type', 'login_type', {
  types: null,
  value: 'forms',
  options: [
    { text: 'Forms Login', value: 'forms' },
    { text: 'OpenID Connect', value: 'oidc' },
  ],
})
const page: Field[] = [
  type,
  field('Minimum Password Length', 'min_password_length', { types: ['forms'], value: '1' }),
  ...Object.keys(rows)
    .slice(1, -1)
    .map((label) => field(label, label.toLowerCase().replaceAll(' ', '_'))),
  field('Use http or https for the redirect URL', 'scheme', {
    value: 'http',
    options: ['http', 'https'].map((value) => ({ text: value, value })),
  }),
  field('OIDC Logout URL', 'logout', { value: 'https://idp.company/out' }),
]
const secret = { client_secret: 's3cret' }
const filled = (...about: Parameters<typeof guide>) => fillIn(page, statedIn(guide(...about)), secret)

test('the guide over what stands there, in the fields of the chosen login type', () => {
  expect(filled()).toMatchObject({
    login_type: 'oidc',
    oidc_client_secret: 's3cret',
    oidc_scopes: 'openid profile groups',
    scheme: 'https',
    logout: 'https://idp.company/out',
  })
  expect(filled()).not.toHaveProperty('min_password_length')
  expect(filled({ 'Login Type': 'Forms Login' })).toEqual({ login_type: 'forms', min_password_length: '1' })
  expect(filled({ 'Use http or https for the redirect URL': null })).toMatchObject({ scheme: 'http' })
})

describe('where the form stops the reader', () => {
  test('an option that the list does not have', () => {
    expect(() => filled({ 'Login Type': 'SAML' })).toThrow('**Login Type** has no option `SAML`')
  })

  test('a field that the page does not have, told at its label', () => {
    const without = page.filter(({ label }) => label !== 'OIDC Scopes')
    expect(() => fillIn(without, statedIn(guide()), secret)).toThrow('has no field **OIDC Scopes**')
  })

  test('a list that is greyed out keeps its value, is not sent, and is no hindrance to who wants just that', () => {
    const forced = (value: string) => [
      { ...type, value, disabled: true, note: 'It is forced.' },
      ...page.slice(1),
    ]
    const plan = statedIn(guide())
    expect(() => fillIn(forced('forms'), plan, secret)).toThrow(
      '**Login Type** cannot be changed: It is forced.',
    )
    const sent = fillIn(forced('oidc'), plan, secret)
    expect(sent).not.toHaveProperty('login_type')
    expect(sent).toMatchObject({ oidc_scopes: 'openid profile groups' })
  })
})
