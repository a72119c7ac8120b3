import type { AuthorizationContext, Client, Dialect } from '../dialect/index.ts'
import { type Answer, redirect } from '../message.ts'

/** Sends parameters to the application as the request's response mode says. */
export function respond<C extends Client>(
  dialect: Dialect<C>,
  context: AuthorizationContext<C>,
  redirectUri: string,
  parameters: ReadonlyArray<readonly [string, string]>,
): Answer {
  const mode = modeOf(dialect, context.parameters)
  if (mode === 'form_post') return dialect.authorization.formPost(context, redirectUri, parameters)
  const encode = dialect.authorization.encode ?? formEncoded
  // A redirect URI may have a fragment of its own (`/#callback`): the query stands before it.
  const [address = '', ...fragment] = redirectUri.split(/(?=#)/)
  const joint = mode === 'fragment' ? '#' : address.includes('?') ? '&' : '?'
  const rest = mode === 'fragment' ? '' : fragment.join('')
  return redirect(dialect.authorization.redirectStatus, `${address}${joint}${encode(parameters)}${rest}`)
}

/** OAuth 2.0 Multiple Response Types, 2.1: the fragment where a token could be in the answer. */
function modeOf<C extends Client>(dialect: Dialect<C>, parameters: URLSearchParams): string {
  const asked = parameters.get('response_mode')
  if (asked && dialect.authorization.responseModes.includes(asked)) return asked
  return /token/.test(parameters.get('response_type') ?? '') ? 'fragment' : 'query'
}

const formEncoded = (parameters: ReadonlyArray<readonly [string, string]>) =>
  new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString()
