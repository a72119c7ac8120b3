import type { RelyingPartyView } from '../../../plan/knowledge.ts'
import type { Plan } from '../../../plan/plan.ts'
import { writtenText, writtenTexts } from '../../_shared/given.ts'
import { callbackPath, homeOf, redirectScheme } from './addresses.ts'
import { statedIn } from './settings.ts'

/** Source: app/routers/pages/auth/login.py and oidc.py, v1.10.4; seen running. */
export function relyingParty(plan: Plan): RelyingPartyView {
  const stated = statedIn(plan)
  const { origin, base } = homeOf(plan, stated)
  const { scheme, why, place } = redirectScheme(stated)
  const [endpoint, scopes] = [stated.of('endpoint'), stated.of('scopes')]
  const claim = (field: string, required: boolean, purpose: string) => {
    const one = stated.of(field)
    const name = one && writtenText(one.value).trim()
    return name ? [{ claim: name, in: 'userinfo' as const, required, purpose, place: one.place }] : []
  }
  return {
    redirectUris: [{ uri: `${scheme}://${new URL(origin).host}${base}${callbackPath}`, why, place }],
    scopes: scopes
      ? writtenTexts(scopes.value).flatMap(({ text, place: where }) =>
          text
            .split(' ')
            .filter((scope) => scope !== '')
            .map((scope) => ({ scope, place: where })),
        )
      : [{ scope: 'openid' }],
    claims: [...claim('username_claim', true, 'user name'), ...claim('group_claim', false, 'role by group')],
    urls: endpoint ? [{ url: writtenText(endpoint.value), purpose: 'discovery', place: endpoint.place }] : [],
    tokenAuthentication: 'client_secret_post',
    pkce: false,
    responseMode: 'query',
    pushedAuthorizationRequests: 'never',
    signing: null,
    groupMap: stated.rows,
    checksDiscovery: true,
  }
}
