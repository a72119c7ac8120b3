import type { Rest } from './rest.ts'

/** A record of authentik's. Shape: events/models.py and events/utils.py, 2026.5. */
export interface Event {
  action: string
  created: string
  context: {
    message?: string
    http_request?: { path?: string }
    mapping?: { name?: string }
    exception?: Array<{
      exc_type: string
      exc_value: string
      /** From the outermost call in; of an expression the file is called as the mapping, behind a slash. */
      frames?: Array<{ filename: string; lineno: number }>
    }>
  }
}

/** What is recorded where a set-up is at fault, or authentik itself; the sign-in may go on without a claim. */
const telling = ['property_mapping_exception', 'configuration_warning', 'system_exception']

/** What was recorded since a moment, newest first, each kind of trouble once, a line each. */
export async function eventsSince(rest: Rest, since: Date): Promise<string[]> {
  const query = telling.map((action) => `actions=${action}`).join('&')
  const path = `/events/events/?${query}&ordering=-created&page_size=50`
  const { results } = await rest.call<{ results: Event[] }>('GET', path)
  const fresh = results.filter(({ created }) => new Date(created) >= since)
  return [...new Set(fresh.filter((one) => !isOfDiscovery(one)).map(lineOf))]
}

/** Discovery runs the mappings for nobody, to see which claims there are: what raises then is seen by no user. */
function isOfDiscovery({ context }: Event): boolean {
  return /\/\.well-known\//.test(context.http_request?.path ?? '')
}

export function lineOf({ action, context }: Event): string {
  const [raised] = context.exception ?? []
  const at = raised?.frames?.at(-1)
  const name = context.mapping?.name ?? (raised && at?.filename.replace(/^\//, ''))
  // The expression is the body of a function whose head is the first line. Source: lib/expression/evaluator.py, 2026.5.
  const where =
    action === 'property_mapping_exception' && at ? ` (line ${at.lineno - 1} of the expression)` : ''
  const said = raised ? `${raised.exc_type}: ${raised.exc_value}${where}` : context.message
  return [action, name, said].filter(Boolean).join(': ')
}

/** The ID token that a user would get with every scope, without a login. Source: providers/oauth2/api/providers.py, 2026.5. */
export async function claimPreview(
  rest: Rest,
  provider: number,
  user: number,
): Promise<Record<string, unknown>> {
  const path = `/providers/oauth2/${provider}/preview_user/?for_user=${user}`
  return (await rest.call<{ preview: Record<string, unknown> }>('GET', path)).preview
}
