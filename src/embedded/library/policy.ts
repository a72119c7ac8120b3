import type { KoaContextWithOIDC, interactionPolicy as types } from 'oidc-provider'
import type { Client } from '../dialect/index.ts'
import { consentKey, type World } from '../world.ts'
import { originalOf, scopesOf } from './grants.ts'
import { interactionPolicy } from './oidc-provider.ts'

/** Prompts of this policy; `denied` asks for nothing, it ends the request. */
export type PromptName = 'login' | 'denied' | 'consent'

/** Error codes that the library reports where `prompt=none` forbids a prompt. */
export const promptErrors = { denied: 'user_not_allowed', consent: 'consent_required' } as const

/** The library's login prompt, then who may use the client, then consent as the product asks for it. */
export function admissionPolicy<C extends Client>(world: World<C>): types.DefaultPolicy {
  const { Check, Prompt, base } = interactionPolicy
  const policy = base()
  policy.remove('consent')
  policy.add(
    new Prompt(
      { name: 'denied', requestable: false },
      new Check('user_not_allowed', 'The user may not use this client', promptErrors.denied, (context) => {
        const subjects = subjectsOf(world, context)
        return !!subjects && !world.dialect.authorization.allowed(subjects.client, subjects.user, 'session')
      }),
    ),
  )
  policy.add(
    new Prompt(
      { name: 'consent', requestable: true },
      new Check('consent_missing', 'The user has not agreed yet', promptErrors.consent, (context) => {
        const subjects = subjectsOf(world, context)
        if (!subjects || !world.dialect.consent.required(subjects.client)) return false
        const agreed = world.consents.get(consentKey(subjects.client, subjects.user))
        return !agreed || scopesOf(originalOf(context)).some((scope) => !agreed.has(scope))
      }),
    ),
  )
  return policy
}

function subjectsOf<C extends Client>(world: World<C>, context: KoaContextWithOIDC) {
  const client = world.clients.get(context.oidc.client?.clientId ?? '')
  const user = world.users.get(context.oidc.session?.accountId ?? '')
  return client && user ? { client, user } : null
}
