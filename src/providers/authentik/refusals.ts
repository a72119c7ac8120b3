import type { Page } from '../../web/contract.ts'

/** Texts under which authentik stops a browser. The denial page has status 200. Recorded run, 2026.5. */
const refusals = ['Redirect URI Error', 'Client ID Error', 'Request has been denied.', 'Invalid password']

/** What a page of authentik's says when it stops the reader; null for any other page. */
export function refusalOn(page: Page, origin: string): string | null {
  if (page.url.origin !== origin) return null
  const said = refusals.find((text) => page.text.includes(text))
  return said ?? (page.status >= 400 ? page.text : null)
}
