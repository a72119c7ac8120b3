import type { Fault } from '../applications/contract.ts'
import type { Plan } from '../plan/plan.ts'
import { statements } from '../plan/read.ts'
import { type Bindings, namesIn, type Value } from '../plan/value.ts'
import type { Gateway } from '../web/contract.ts'

/** Part of the test's name: `-t "wrong secret"` picks it. */
export const faultTitles: Readonly<Record<Fault, string>> = {
  'wrong-secret': 'wrong secret',
  'unregistered-redirect-uri': 'unregistered redirect URI',
  'user-not-allowed': 'user outside the allowed groups',
}

/** What a provider's own page says in every product that we know, where the expectation leaves the words to the provider. */
export const faultWords: Readonly<Record<Fault, RegExp>> = {
  'wrong-secret': /client|secret|credential/i,
  'unregistered-redirect-uri': /redirect|callback/i,
  'user-not-allowed': /not allowed|may not|denied|permission|no access|forbidden/i,
}

/**
 * The bindings with another client secret of the same shape, so that nothing but its value is wrong.
 * Null when the guide states no client secret on the application's side through a capture.
 */
export function withWrongSecret(plan: Plan, bindings: Bindings): Bindings | null {
  const names = secretValues(plan).flatMap(namesIn)
  const known = names.filter((name) => bindings[name] !== undefined)
  if (known.length === 0) return null
  return { ...bindings, ...Object.fromEntries(known.map((name) => [name, another(bindings[name]!)])) }
}

function secretValues(plan: Plan): Value[] {
  return statements(plan, 'application')
    .filter(({ field }) => field === 'client_secret')
    .map(({ value }) => value)
}

/** Each letter and digit by its neighbour: length and alphabet stay, and no character does. */
function another(secret: string): string {
  return secret.replace(/[a-z0-9]/gi, (character) => {
    const next = String.fromCharCode(character.charCodeAt(0) + 1)
    return /[a-z0-9]/i.test(next) ? next : character === '9' ? '0' : character === 'z' ? 'a' : 'A'
  })
}

/** A network in which the application sends a redirect URI that nobody registered, in front and back channel alike. */
export function withOtherRedirect(gateway: Gateway): Gateway {
  return {
    ...gateway,
    fetch(url, init) {
      const target = new URL(url)
      // The browser is sent on, so that its address is the other one too: scripts of a page read it there.
      if (spoil(target.searchParams) && (init?.method ?? 'GET') === 'GET')
        return Promise.resolve(new Response(null, { status: 302, headers: { location: target.href } }))
      if (!(init?.body instanceof URLSearchParams) && typeof init?.body !== 'string') {
        return gateway.fetch(target, init)
      }
      const type = new Headers(init.headers).get('content-type')
      if (typeof init.body === 'string' && !type?.includes('x-www-form-urlencoded')) {
        return gateway.fetch(target, init)
      }
      const form = new URLSearchParams(init.body)
      spoil(form)
      const body = init.body instanceof URLSearchParams ? form : form.toString()
      return gateway.fetch(target, { ...init, body })
    },
  }
}

/** Whether something was changed: what is spoilt already stays. */
function spoil(parameters: URLSearchParams): boolean {
  const sent = parameters.get('redirect_uri')
  if (sent === null || !URL.canParse(sent) || sent.endsWith('/unregistered')) return false
  const other = new URL(sent)
  // Where no path is registered a product may take any (Pocket ID does): then the host must differ as well.
  if (other.pathname === '/') other.hostname = `unregistered.${other.hostname}`
  other.pathname = `${other.pathname.replace(/\/$/, '')}/unregistered`
  parameters.set('redirect_uri', other.href)
  return true
}
