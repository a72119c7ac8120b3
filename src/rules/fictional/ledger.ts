import type { ApplicationKnowledge, RelyingPartyView } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import { entered } from '../support/values.ts'

/** Ledger is an application that does not exist, the other half of the rules' examples. */
export const ledger: ApplicationKnowledge = {
  id: 'ledger',
  name: 'Ledger',
  versions: ['3.0.0', '3.2.0'],
  defaultVersion: '3.2.0',
  messages: ['You have no role in Ledger.', 'Sign-in failed: {}'],
  vocabulary: {
    id: 'ledger',
    names: ['Ledger'],
    objects: [{ kind: 'settings', words: ['sign-in settings'] }],
    labels: [
      { text: 'Issuer', aliases: ['Issuer URL'], object: 'settings', field: 'issuer', type: 'url' },
      { text: 'Client ID', object: 'settings', field: 'client_id', type: 'text' },
      { text: 'Client Secret', object: 'settings', field: 'client_secret', type: 'secret' },
      { text: 'Scopes', object: 'settings', field: 'scopes', type: 'list' },
      { text: 'Public address', object: 'settings', field: 'public_url', type: 'url' },
      { text: 'Groups claim', object: 'settings', field: 'groups_claim', type: 'text', since: '3.2.0' },
      { text: 'Logo', object: 'settings', field: 'logo', type: 'any', free: true },
      {
        text: 'Answer as',
        object: 'settings',
        field: 'response_mode',
        type: 'choice',
        choices: [
          { text: 'Address', value: 'query' },
          { text: 'Form', value: 'form_post' },
          { text: 'Fragment', value: 'fragment' },
        ],
      },
    ],
    controls: [
      { text: 'Administration', kind: 'menu' },
      { text: 'Sign-in', kind: 'menu', under: 'Administration' },
      { text: 'Save', kind: 'button' },
    ],
    maps: [{ object: 'settings', field: 'roles', from: ['Group'], to: ['Role'] }],
    formats: [
      {
        destinations: ['ledger.env'],
        language: 'dotenv',
        closed: true,
        keys: [
          { key: 'LEDGER_ISSUER', object: 'settings', field: 'issuer', type: 'url' },
          { key: 'LEDGER_CLIENT_ID', object: 'settings', field: 'client_id', type: 'text' },
          { key: 'LEDGER_CLIENT_SECRET', object: 'settings', field: 'client_secret', type: 'secret' },
          { key: 'LEDGER_SCOPES', object: 'settings', field: 'scopes', type: 'list', separator: ' ' },
          { key: 'LEDGER_PUBLIC_URL', object: 'settings', field: 'public_url', type: 'url' },
        ],
      },
    ],
    captures: [],
  },
  relyingParty,
  problems: (plan) =>
    of(plan, 'logo').map(({ leaf }) => ({
      message: 'Ledger discards the logo: it says "Saved" and keeps the old one',
      help: 'Leave the setting out',
      place: leaf.place,
    })),
}

function of(plan: Plan, field: string) {
  return entered(plan).filter((use) => use.side === 'application' && use.field === field)
}

/** Reads the name from userinfo and, where a claim for groups is set, groups from the ID token. */
function relyingParty(plan: Plan): RelyingPartyView {
  const [address] = of(plan, 'public_url')
  const base = address?.leaf.text ?? 'https://ledger.company'
  const scopes = of(plan, 'scopes').flatMap(({ leaf }) =>
    leaf.text.split(/\s+/).map((scope) => ({ scope, place: leaf.place })),
  )
  const modes: Record<string, RelyingPartyView['responseMode']> = { Form: 'form_post', Fragment: 'fragment' }
  return {
    redirectUris: [
      {
        uri: `${base}/oidc/callback`,
        why: 'its public address and a fixed path',
        place: address?.leaf.place,
      },
    ],
    scopes: scopes.length > 0 ? scopes : ['openid', 'profile'].map((scope) => ({ scope })),
    claims: [
      { claim: 'sub', in: 'id_token', required: true, purpose: 'to know the account' },
      ...of(plan, 'groups_claim').map(({ leaf }) => ({
        claim: leaf.text,
        in: 'id_token' as const,
        required: false,
        purpose: 'roles',
        place: leaf.place,
      })),
    ],
    urls: of(plan, 'issuer').map(({ leaf }) => ({ url: leaf.text, purpose: 'issuer', place: leaf.place })),
    tokenAuthentication: 'client_secret_post',
    pkce: false,
    responseMode: modes[of(plan, 'response_mode')[0]?.leaf.text ?? ''] ?? 'query',
    pushedAuthorizationRequests: 'never',
    signing: ['RS256'],
    groupMap: factsOf(plan, 'setting').flatMap(({ field, value }) =>
      field !== 'roles' || value.kind !== 'map'
        ? []
        : value.entries.map(({ from, to, place }) => ({
            remote: 'text' in from ? from.text : '',
            local: 'text' in to ? to.text : '',
            place,
            remotePlace: from.place,
            localPlace: to.place,
          })),
    ),
  }
}
