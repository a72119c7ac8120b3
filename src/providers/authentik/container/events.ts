import type { Rest } from './rest.ts'

interface Event {
  action: string
  context: {
    message?: string
    expression?: string
    mapping?: { name?: string }
    http_request?: { path?: string }
  }
  created: string
}

/** What authentik records when a set-up is at fault or it is itself: the sign-in goes on without the claim. */
const telling = [
  'property_mapping_exception',
  'configuration_error',
  'configuration_warning',
  'system_exception',
  'login_failed',
]

/** Events since a moment, newest first, a line each. */
export async function eventsSince(rest: Rest, since: Date): Promise<string[]> {
  const query = telling.map((action) => `actions=${action}`).join('&')
  const { results } = await rest.call<{ results: Event[] }>(
    'GET',
    `/events/events/?${query}&ordering=-created&page_size=20`,
  )
  return results.filter(({ created }) => new Date(created) >= since).map(lineOf)
}

export function lineOf({ action, context }: Event): string {
  const { message, mapping, http_request } = context
  const [said] = (message ?? '').trim().split('\n').slice(-1)
  return [`event ${action}`, mapping?.name, http_request?.path, said].filter(Boolean).join(': ')
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
