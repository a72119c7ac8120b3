import { describe, expect, test } from 'vitest'
import { type RowField, rowOf } from '../row.ts'
import { builtIn, guide, own, type Rows } from '../testing.ts'
import { builtInRow, ownProvider } from './form.ts'

function filled(provider: string, rows: Rows, changes: Rows = {}) {
  const row = rowOf(guide(provider, rows, changes))!
  return { row, text: (field: RowField) => row.written(field) }
}

describe('the dialog of a provider of one’s own', () => {
  const sent = (changes: Rows = {}) => {
    const { row, text } = filled('keycloak', own, changes)
    return ownProvider(row, text, null)
  }

  test('sends what is filled in, the name as part of an address, and scopes that nobody entered', () => {
    expect(sent()).toEqual({
      name: 'company-sso',
      displayName: 'Company',
      type: 'oidc',
      icon: '',
      clientId: '<client_id>',
      clientSecret: '<client_secret>',
      scope: 'openid profile email',
      issuerUrl: 'https://idp.company',
    })
  })

  test('stops the reader before the server is asked', () => {
    const endpoints = {
      'Authorization Endpoint': '/auth',
      'Token Endpoint': '/token',
      'User Info Endpoint': '/me',
    }
    expect(() => sent({ 'Client Secret': null })).toThrow('Please fill in all required fields')
    expect(() => sent({ 'Provider URL': null })).toThrow('Either provide a Provider URL')
    expect(() => sent(endpoints)).toThrow('Choose either automatic discovery')
    expect(sent({ ...endpoints, 'Provider URL': null })).toMatchObject({ tokenEndpoint: '/token' })
    // One endpoint beside the URL is left to the server.
    expect(sent({ 'Token Endpoint': '/token' })).toMatchObject({ tokenEndpoint: '/token' })
  })
})

test('the dialog of a built-in row sends every field, also the scopes that the server will drop', () => {
  const { row, text } = filled('authentik', builtIn, { 'OAuth Scopes': 'openid groups' })
  const stood = { displayName: 'Authentik', adminEmailDomains: null, scope: 'openid profile email' }
  expect(builtInRow(row, text, stood)).toEqual({
    name: 'authentik',
    displayName: 'Authentik',
    type: 'oidc',
    autoRegister: true,
    issuerUrl: 'https://idp.company',
    clientId: '<client_id>',
    clientSecret: '<client_secret>',
    scope: 'openid groups',
    adminEmailDomains: '',
  })
})
