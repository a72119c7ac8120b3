import type { RelyingPartyView } from '../../../plan/knowledge.ts'
import type { Plan } from '../../../plan/plan.ts'
import { writtenTexts } from '../../_shared/given.ts'
import { callbackOf, joined, openedAt, type Row, rowOf, scopesOf } from '../row.ts'

/** How Palmr will behave with the row that the guide fills in. */
export function relyingParty(plan: Plan): RelyingPartyView {
  const row = rowOf(plan)
  return {
    redirectUris: row ? redirectUris(plan, row) : [],
    scopes: row ? scopes(row) : [],
    claims: [
      { claim: 'sub', in: 'userinfo', required: true, purpose: 'finds the user again' },
      {
        claim: 'email',
        in: 'userinfo',
        required: true,
        purpose: 'links the account; its local part is the user name',
      },
      { claim: 'name', in: 'userinfo', required: false, purpose: 'first and last name of a new user' },
    ],
    urls: row ? urls(row) : [],
    tokenAuthentication: 'client_secret_post',
    pkce: row?.type !== 'oauth2',
    responseMode: 'query',
    pushedAuthorizationRequests: 'never',
    // The ID token is never read (service.ts:512-518).
    signing: null,
    groupMap: [],
  }
}

function redirectUris(plan: Plan, row: Row): RelyingPartyView['redirectUris'] {
  const why = row.builtIn
    ? `Palmr makes it from the address that the browser used and from \`${row.name}\`, its own name for this provider`
    : 'Palmr makes it from the address that the browser used and from the **Provider Name** in lower case'
  const [main, ...others] = openedAt(plan)
  if (!main) return []
  return [
    { uri: callbackOf(main.origin, row), why, place: row.given('provider_name')?.place },
    ...others.map(({ origin, place }) => ({ uri: callbackOf(origin, row), why, place: place ?? undefined })),
  ]
}

function scopes(row: Row): RelyingPartyView['scopes'] {
  const given = row.builtIn ? undefined : row.given('scope')
  if (!given) return scopesOf(row, '').map((scope) => ({ scope }))
  return writtenTexts(given.value).flatMap(({ text, place }) =>
    text
      .split(' ')
      .filter(Boolean)
      .map((scope) => ({ scope, place })),
  )
}

/** Joined endpoints are what the browser and the server really go to. */
function urls(row: Row): RelyingPartyView['urls'] {
  const given = row.given('provider_url')
  const base = row.written('provider_url')
  const manual = manualUrls(row, base)
  if (manual.length > 0) return manual
  if (!given || !base) return []
  const { place } = given
  if (row.builtIn) {
    return [
      { url: base, purpose: 'base', place },
      { url: joined(row.builtIn.authorization, base), purpose: 'authorization', place },
      { url: joined(row.builtIn.token, base), purpose: 'token', place },
      { url: joined(row.builtIn.userinfo, base), purpose: 'userinfo', place },
    ]
  }
  return [{ url: `${base}/.well-known/openid-configuration`, purpose: 'discovery', place }]
}

function manualUrls(row: Row, base: string): RelyingPartyView['urls'] {
  if (row.builtIn) return []
  const fields = [
    ['authorization_endpoint', 'authorization'],
    ['token_endpoint', 'token'],
    ['userinfo_endpoint', 'userinfo'],
  ] as const
  return fields.flatMap(([field, purpose]) => {
    const place = row.given(field)?.place
    return place ? [{ url: joined(row.written(field), base), purpose, place }] : []
  })
}
