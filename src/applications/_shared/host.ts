import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf, statements } from '../../plan/read.ts'
import { writtenTexts } from './given.ts'

interface Looked {
  /** Spellings of the application, the folder's name first. */
  names: readonly string[]
  /** Path of the application's redirect URI, without a slash at its end. */
  callback: string
  /** Addresses of the provider that the guide enters at the application: their hosts are not the application's. */
  foreign: readonly string[]
}

/**
 * The host (with its port, if it has one) under which readers open the application: the declared one that is not the
 * provider's, else the one of the redirect URI that is registered for it, else the name that guides use by custom.
 */
export function applicationHost(plan: Plan, { names, callback, foreign }: Looked): string {
  const others = new Set(foreign.map(hostOf))
  const declared = factsOf(plan, 'placeholder').flatMap(({ shape, token }) =>
    shape === 'host' && !others.has(token) ? [token] : [],
  )
  const known = names.map(letters)
  const named = declared.find((host) => known.includes(letters(host.split('.')[0] ?? '')))
  if (named) return named
  const [redirect] = registered(plan, callback)
  const [only] = declared
  // A domain alone may be declared ("replace example.com"): the application is then a host below it.
  const below = redirect && only && hostOf(redirect.text).endsWith(`.${only}`)
  if (declared.length === 1 && only && !below) return only
  return redirect ? hostOf(redirect.text) : `${names[0]}.company`
}

/** Redirect URIs that the guide registers at the provider for this path. */
export function registered(plan: Plan, callback: string): Array<{ text: string; place: Place }> {
  return statements(plan, 'provider')
    .flatMap(({ value }) => writtenTexts(value))
    .filter(({ text }) => URL.canParse(text) && pathOf(text) === callback)
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function hostOf(text: string): string {
  const bare = text.replace(/<[^>]*>/g, 'x')
  return URL.canParse(bare) ? new URL(bare).host : text
}

function pathOf(text: string): string {
  return new URL(text).pathname.replace(/\/$/, '')
}
