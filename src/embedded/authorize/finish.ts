import type { Client, Interaction, User } from '../dialect/index.ts'
import { scopesOf } from '../library/grants.ts'
import { inside } from '../library/names.ts'
import { type Answer, cookiesOf, type Request } from '../message.ts'
import { answerFault, consentKey, type World } from '../world.ts'
import { conclude, contextOf } from './conclude.ts'

export type Result = { login: User } | { consent: 'granted' | 'refused' }

/** Hands the person's answer to the library and goes on with the authorization request. */
export async function finish<C extends Client>(
  world: World<C>,
  request: Request,
  interaction: Interaction<C>,
  result: Result,
): Promise<Answer> {
  const { provider, call } = world.library
  const user = 'login' in result ? result.login : interaction.user
  const context = contextOf(world, request, interaction.parameters, user)
  if ('login' in result && !world.dialect.authorization.allowed(interaction.client, result.login, 'login')) {
    return answerFault(world, world.dialect.authorization.faults, 'user-not-allowed', context)
  }
  if ('consent' in result && result.consent === 'granted' && user) agree(world, interaction, user)
  const id = world.interactions.get(interaction.id) ?? ''
  const stored = await provider.Interaction.find(id)
  if (!stored) return world.dialect.login.expired(request)
  stored.result =
    'login' in result
      ? { login: { accountId: result.login.id } }
      : result.consent === 'granted'
        ? { consent: {} }
        : { error: 'access_denied' }
  await stored.persist()
  const session = cookiesOf(request).get(world.dialect.cookies.session)
  const cookies = [
    `${provider.cookieName('resume')}=${id}`,
    ...(session ? [`${world.dialect.cookies.session}=${session}`] : []),
  ]
  const reply = await call({
    method: 'GET',
    path: `${inside.authorization}/${id}`,
    headers: { cookie: cookies.join('; ') },
  })
  return conclude(world, context, reply)
}

function agree<C extends Client>(world: World<C>, interaction: Interaction<C>, user: User): void {
  const key = consentKey(interaction.client, user)
  const before = world.consents.get(key) ?? new Set<string>()
  world.consents.set(key, new Set([...before, ...scopesOf(interaction.parameters)]))
}
