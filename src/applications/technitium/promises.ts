import type { ClientView } from '../../plan/knowledge.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import type { TestUser } from '../../providers/contract.ts'
import { type Given, givenIn, writtenText, writtenTexts } from '../_shared/given.ts'
import type { Expectation, Fault } from '../contract.ts'
import * as say from './messages.ts'

/*
 * What a guide promises its readers, from its own rows and words. Whoever is in a mapped group signs in with the local
 * group beside it, whatever the switches say: a guide at whose end nobody can sign in has failed.
 */

export function promise(plan: Plan, user: TestUser): Expectation {
  const given = givenIn(plan)
  const last = (field: string) => given.findLast((one) => one.field === field)
  const map = mapOf(last('group_map'))
  const mine = map.filter(({ remote }) => user.groups.includes(remote))
  const gate = last('mapped_users_only')
  if (map.length > 0 && mine.length === 0 && !(gate && says(gate, 'off'))) {
    const because = [gate?.place ?? map[0]!.place]
    return { outcome: 'refused', by: 'application', message: say.signUpRestricted, because }
  }
  const because = [...mine.map(({ place }) => place), ...places(gate, last('allow_signup'))]
  const username = promisedName(user, last('scopes'))
  if (username === null) {
    return { outcome: 'refused', by: 'application', message: say.noUsername, because: places(last('scopes')) }
  }
  return {
    outcome: 'signed-in',
    username,
    groups: [...new Set(mine.map(({ local }) => local))],
    because: because.length > 0 ? because : places(last('authority'), last('sso_enabled')),
  }
}

/** Messages of sheet and source for each deliberate fault; an empty message is the provider's own business. */
export function promiseUnderFault(plan: Plan, fault: Fault, provider: ClientView): Expectation | null {
  const secret = givenIn(plan).findLast(({ field }) => field.startsWith('client_secret'))
  const pushes = provider.pushedAuthorizationRequests
  switch (fault) {
    case 'wrong-secret': {
      if (!secret) return null
      const message = pushes ? say.unreachable : say.authenticationFailed
      return { outcome: 'refused', by: 'application', message, because: [secret.place] }
    }
    case 'unregistered-redirect-uri': {
      const because = provider.redirects.map(({ place }) => place)
      // A pushed request is refused to the server itself, which says no more than that; else the person sees the provider's page.
      if (pushes) return { outcome: 'refused', by: 'application', message: say.unreachable, because }
      return { outcome: 'refused', by: 'provider', message: '', because }
    }
    case 'user-not-allowed': {
      const because = provider.allowedGroups.map(({ place }) => place)
      return because.length > 0 ? { outcome: 'refused', by: 'provider', message: '', because } : null
    }
  }
}

interface Promised {
  remote: string
  local: string
  place: Place
}

function mapOf(given: Given | undefined): Promised[] {
  if (!given) return []
  if (given.value.kind === 'map') {
    return given.value.entries.map(({ from, to, place }) => ({
      remote: writtenText(from),
      local: writtenText(to),
      place,
    }))
  }
  const pairs = writtenTexts(given.value).flatMap(({ text }) => text.split(','))
  return pairs.map((pair) => {
    const [remote = '', ...local] = pair.split(':')
    return { remote: remote.trim(), local: local.join(':').trim(), place: given.place }
  })
}

/** The e-mail address where the guide asks for it and it may be a user name, else the user's name at the provider. */
function promisedName(user: TestUser, scopes: Given | undefined): string | null {
  const asked = scopes ? writtenText(scopes.value).split(/[\s,]+/) : ['email']
  const names = [...(asked.includes('email') ? [user.email] : []), user.username]
  return names.find((name) => /^[\w.@-]{1,255}$/.test(name))?.toLowerCase() ?? null
}

function says({ value }: Given, word: 'on' | 'off'): boolean {
  const no = /^(off|false|no|disabled?|unchecked)$/i.test(writtenText(value).trim())
  return no === (word === 'off')
}

function places(...given: Array<Given | undefined>): Place[] {
  return given.flatMap((one) => (one ? [one.place] : []))
}
