import type { ClientView, ProviderKnowledge, SuppliedScope, TokenKind } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import { atClient, atEach, isOn, textsAt } from './settings.ts'

/*
 * Ostium is an identity provider that does not exist: the examples of the rules are about it,
 * so that they stay as they are when real products change.
 */

const choice = (text: string, value = text) => ({ text, value })

export const ostium: ProviderKnowledge = {
  id: 'ostium',
  name: 'Ostium',
  versions: ['1.0.0', '2.0.0', '2.4.0'],
  defaultVersion: '2.4.0',
  messages: ['The address to return to is not registered.', 'Unknown client {}.'],
  responseModeSince: { form_post: '2.1.0' },
  vocabulary: {
    id: 'ostium',
    names: ['Ostium'],
    objects: [
      { kind: 'client', words: ['client'] },
      { kind: 'scope', words: ['scope'] },
      { kind: 'group', words: ['group'] },
    ],
    labels: [
      { text: 'Name', object: 'client', field: 'name', type: 'text', free: true },
      { text: 'Client ID', object: 'client', field: 'client_id', type: 'text' },
      { text: 'Tenant slug', object: 'client', field: 'tenant_slug', type: 'text' },
      {
        text: 'Client type',
        object: 'client',
        field: 'client_type',
        type: 'choice',
        choices: [choice('Confidential'), choice('Public')],
      },
      {
        text: 'Redirect URIs',
        aliases: ['Callback addresses', 'Redirect URI'],
        object: 'client',
        field: 'redirect_uris',
        type: 'list',
      },
      { text: 'Signing key', object: 'client', field: 'signing_key', type: 'any', since: '2.0.0' },
      { text: 'Certificate', object: 'client', field: 'signing_key', type: 'any', until: '2.0.0' },
      { text: 'Require PKCE', object: 'client', field: 'pkce', type: 'boolean' },
      { text: 'Implicit flow', object: 'client', field: 'implicit', type: 'boolean' },
      {
        text: 'Token endpoint method',
        object: 'client',
        field: 'token_endpoint_method',
        type: 'choice',
        choices: [choice('Any'), choice('Header'), choice('Body')],
      },
      { text: 'Allowed groups', object: 'client', field: 'allowed_groups', type: 'list' },
      { text: 'Scope name', object: 'scope', field: 'scope_name', type: 'text' },
      { text: 'Claim', object: 'scope', field: 'claim', type: 'text' },
      { text: 'Add to ID token', object: 'scope', field: 'id_token', type: 'boolean' },
      { text: 'Expression', object: 'scope', field: 'expression', type: 'code' },
      { text: 'Group name', object: 'group', field: 'group_name', type: 'text' },
    ],
    controls: [
      { text: 'Applications', kind: 'menu' },
      { text: 'Clients', kind: 'menu', under: 'Applications' },
      { text: 'Scopes', kind: 'menu', under: 'Applications' },
      { text: 'People', kind: 'menu' },
      { text: 'Groups', kind: 'menu', under: 'People' },
      { text: 'New client', kind: 'button', since: '2.0.0' },
      { text: 'Create', kind: 'button' },
      { text: 'Save', kind: 'button' },
    ],
    maps: [],
    formats: [],
    captures: [
      { name: 'client_id', words: ['Client ID'] },
      { name: 'client_secret', words: ['Client Secret'] },
      { name: 'tenant_slug', words: ['Tenant slug', 'slug'] },
    ],
  },
  client,
  route(plan, path) {
    const slug = slugOf(plan)
    const routes = ['authorize/', 'token/', 'userinfo/', '.well-known/openid-configuration', '']
      .map((end) => `/tenants/${slug}/${end}`)
      .concat('/', '/login/')
    if (routes.includes(path)) return { routed: true, endpoint: path.split('/')[3] || 'page' }
    const nearest = routes.find((route) => route === `${path}/` || route === path.replace(/\/$/, ''))
    const reason = nearest ? 'the slash at the end differs' : 'there is no such endpoint'
    return { routed: false, reason, nearest }
  },
  redirectMatches: ({ mode, uri }, sent) =>
    mode === 'regex' ? new RegExp(`^(?:${uri})$`).test(sent) : uri === sent,
  problems: (plan) =>
    factsOf(plan, 'setting').flatMap((fact) => {
      const [text = ''] = textsAt([fact])
      if (fact.side !== 'provider' || fact.field !== 'name' || text.length <= 20) return []
      return [
        {
          message: `Ostium refuses the name: "Name may have at most 20 characters" (it has ${text.length})`,
          help: 'Shorten the name',
          place: fact.value.place,
          expected: 'at most 20 characters',
          actual: text,
        },
      ]
    }),
}

function client(plan: Plan): ClientView {
  const [kind] = textsAt(atClient(plan, 'client_type'))
  const [method] = textsAt(atClient(plan, 'token_endpoint_method'))
  const secret: ClientView['tokenAuthentication'] = ['client_secret_basic', 'client_secret_post']
  const allowed = { Header: secret.slice(0, 1), Body: secret.slice(1) }[method ?? '']
  return {
    confidential: kind !== 'Public',
    redirects: atEach(plan, 'redirect_uris').map(({ text, place, fact }) => ({
      mode: fact.qualifiers.some((word) => word === 'Regex') ? 'regex' : 'exact',
      uri: text,
      place,
    })),
    pkce: isOn(plan, 'pkce') ? 'required' : 'optional',
    tokenAuthentication: kind === 'Public' ? ['none'] : (allowed ?? secret),
    responseModes: ['query', 'form_post'],
    pushedAuthorizationRequests: false,
    signing: atClient(plan, 'signing_key').length > 0 ? 'RS256' : 'HS256',
    issuer: `https://ostium.company/tenants/${slugOf(plan)}/`,
    scopes: [...shipped, ...ownScopes(plan)],
    unknownScope: 'refused',
    claimsSupported: ['sub', 'name', 'email'],
    groups: atEach(plan, 'group_name').map(({ text, place }) => ({ name: text, place })),
    allowedGroups: atEach(plan, 'allowed_groups').map(({ text, place }) => ({ name: text, place })),
  }
}

const everywhere: TokenKind[] = ['id_token', 'userinfo']
const shipped: SuppliedScope[] = [
  { scope: 'openid', claims: [{ claim: 'sub', in: everywhere }] },
  { scope: 'profile', claims: [{ claim: 'name', in: everywhere }] },
  { scope: 'email', claims: [{ claim: 'email', in: ['userinfo'] }] },
]

function ownScopes(plan: Plan): SuppliedScope[] {
  return atEach(plan, 'scope_name').map(({ text, place, fact }) => {
    const own = (field: string) =>
      atEach(plan, field).filter((e) => e.fact.object.ordinal === fact.object.ordinal)
    const inIdToken = own('id_token').some((e) => /^(on|true)$/i.test(e.text))
    const kinds: TokenKind[] = inIdToken ? everywhere : ['userinfo']
    return { scope: text, place, claims: own('claim').map((e) => ({ claim: e.text, in: kinds })) }
  })
}

function slugOf(plan: Plan): string {
  return textsAt(atClient(plan, 'tenant_slug'))[0] ?? '<tenant_slug>'
}
