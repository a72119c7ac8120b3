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
  const joint = mode === 'fragment' ? '#' : redirectUri.includes('?') ? '&' : '?'
  return redirect(dialect.authorization.redirectStatus, `${redirectUri}${joint}${encode(parameters)}`)
}

/** OAuth 2.0 Multiple Response Types, 2.1: the fragment where a token could be in the answer. */
function modeOf<C extends Client>(dialect: Dialect<C>, parameters: URLSearchParams): string {
  const asked = parameters.get('response_mode')
  if (asked && dialect.authorization.responseModes.includes(asked)) return asked
  return /token/.test(parameters.get('response_type') ?? '') ? 'fragment' : 'query'
}

const formEncoded = (parameters: ReadonlyArray<readonly [string, string]>) =>
  new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString()
