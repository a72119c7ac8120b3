import type { Vocabulary } from '../../../src/plan/vocabulary.ts'

/* A provider and an application that do not exist, so that the tests of extraction stay as they are when real ones change. */

export const ostium: Vocabulary = {
  id: 'ostium',
  names: ['Ostium'],
  objects: [
    { kind: 'client', words: ['client'] },
    { kind: 'scope', words: ['client scope', 'scope'] },
    { kind: 'group', words: ['group'] },
  ],
  labels: [
    { text: 'Name', object: 'client', field: 'name', type: 'text', free: true },
    {
      text: 'Client type',
      object: 'client',
      field: 'client_type',
      type: 'choice',
      choices: [
        { text: 'Confidential', value: 'confidential' },
        { text: 'Public', value: 'public' },
      ],
    },
    {
      text: 'Redirect URIs',
      aliases: ['Callback addresses'],
      accepted: ['redirect URI'],
      object: 'client',
      field: 'redirect_uris',
      type: 'list',
    },
    { text: 'Signing key', object: 'client', field: 'signing_key', type: 'any' },
    { text: 'Require PKCE', object: 'client', field: 'pkce', type: 'boolean' },
    { text: 'Name', object: 'group', field: 'name', type: 'text' },
    { text: 'Scope name', object: 'scope', field: 'scope_name', type: 'text' },
    { text: 'Expression', object: 'scope', field: 'expression', type: 'code' },
    { text: 'Tenant slug', accepted: ['slug'], object: 'client', field: 'tenant_slug', type: 'text' },
  ],
  controls: [
    { text: 'Clients', kind: 'menu' },
    { text: 'Advanced', kind: 'section' },
    { text: 'Create', kind: 'button' },
  ],
  maps: [],
  formats: [],
  captures: [
    { name: 'client_id', words: ['Client ID'] },
    { name: 'client_secret', words: ['Client Secret'] },
    { name: 'tenant_slug', words: ['Tenant slug', 'slug'] },
  ],
}

export const ledger: Vocabulary = {
  id: 'ledger',
  names: ['Ledger Server', 'Ledger'],
  objects: [{ kind: 'settings', words: ['settings'] }],
  labels: [
    { text: 'Issuer', object: 'settings', field: 'issuer', type: 'url' },
    { text: 'Client ID', object: 'settings', field: 'client_id', type: 'text' },
    { text: 'Client Secret', object: 'settings', field: 'client_secret', type: 'secret' },
    { text: 'Scopes', object: 'settings', field: 'scopes', type: 'list' },
    { text: 'Role map (optional)', object: 'settings', field: 'roles', type: 'map' },
  ],
  controls: [{ text: 'Save', kind: 'button' }],
  maps: [{ object: 'settings', field: 'roles', from: ['Remote group'], to: ['Role'] }],
  formats: [
    {
      destinations: ['ledger.env'],
      language: 'dotenv',
      closed: true,
      keys: [
        { key: 'LEDGER_ISSUER', object: 'settings', field: 'issuer', type: 'url' },
        { key: 'LEDGER_SCOPES', object: 'settings', field: 'scopes', type: 'list', separator: ' ' },
        { key: 'LEDGER_ROLES', object: 'settings', field: 'roles', type: 'map', separator: ',:' },
      ],
    },
    {
      destinations: ['ledger.yaml'],
      language: 'yaml',
      closed: false,
      keys: [{ key: 'providers[].issuer', object: 'settings', field: 'issuer', type: 'url' }],
    },
    {
      destinations: ['ledger_local.py'],
      language: 'python',
      closed: false,
      keys: [
        { key: 'PROVIDERS[].ISSUER', object: 'settings', field: 'issuer', type: 'url' },
        { key: 'PROVIDERS[].SCOPE', object: 'settings', field: 'scopes', type: 'list', separator: ' ' },
      ],
    },
  ],
  captures: [],
}
