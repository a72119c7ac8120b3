import type { Page } from '../../../web/contract.ts'
import { Infrastructure } from '../../contract.ts'

/** What a script of a page would show; the address stays. */
const shown = new WeakMap<Page, string>()

/** The page with a message that its script writes onto it. */
export function saying(page: Page, message: string): Page {
  // The page parses itself when somebody looks: its getters must stay.
  const said: Page = Object.create(page, { text: { value: message } })
  shown.set(said, message)
  return said
}

/** What Pocket ID says on this page when it refuses; null elsewhere. */
export function refusalOn(page: Page, issuer: string): string | null {
  if (page.url.origin !== issuer) return null
  const message = shown.get(page)
  if (message !== undefined) return message
  // The script of the error page shows what stands in its address.
  if (page.url.pathname === '/interaction/error') return page.url.searchParams.get('error')
  return page.status >= 400 ? (textIn(page.body) ?? page.text) : null
}

/** A call of a page's script: its value, or what the page would show instead. */
export async function answer<T>(response: Response): Promise<{ value: T } | { refusal: string }> {
  if (response.ok) return { value: (await response.json()) as T }
  const reason = await reasonOf(response)
  if (response.status === 429 || response.status >= 500)
    throw new Infrastructure(`Pocket ID answers ${response.status} to ${response.url}: ${reason}`)
  return { refusal: reason }
}

export async function reasonOf(response: Response): Promise<string> {
  const body = await response.text()
  return textIn(body) ?? `${response.status} ${body}`.trim()
}

function textIn(body: string): string | null {
  try {
    const { error } = JSON.parse(body)
    return typeof error === 'string' ? error : null
  } catch {
    return null
  }
}
