import type { Browser } from '../../../web/contract.ts'

/**
 * Requests of a script in a page: an answer of another origin reaches the script only if it names the page's origin
 * (Fetch standard, CORS check).
 *
 * A server that says nothing about origins in any answer is a stand-in that does not know the matter, and is not
 * judged by it; one that names origins somewhere and leaves them out elsewhere has shut the page out.
 */
export class PageScript {
  readonly #browser: Browser
  readonly #origin: string
  #speaksOfOrigins = false

  constructor(browser: Browser, origin: string) {
    this.#browser = browser
    this.#origin = origin
  }

  /** Null where a script gets a network error instead of an answer. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response | null> {
    if (!URL.canParse(url)) return null
    if (new URL(url).hostname === new URL(this.#origin).hostname) return this.#browser.fetch(url, init)
    const headers = new Headers(init.headers)
    headers.set('origin', this.#origin)
    const response = await this.#browser.fetch(url, { ...init, headers })
    const allowed = response.headers.get('access-control-allow-origin')
    this.#speaksOfOrigins ||= allowed !== null
    return !this.#speaksOfOrigins || allowed === '*' || allowed === this.#origin ? response : null
  }

  /** The members of a JSON answer; null for a refusal, and for a page where JSON was expected. */
  async json(url: string, init: RequestInit = {}): Promise<Record<string, unknown> | null> {
    const response = await this.fetch(url, init)
    if (response?.status !== 200) return null
    return response.json().then(
      (body: unknown) => (typeof body === 'object' && body !== null ? { ...body } : null),
      () => null,
    )
  }
}
