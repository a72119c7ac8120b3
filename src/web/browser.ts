import { type Cookie, CookieJar } from 'tough-cookie'
import type { Browser, Gateway, Page, Visit } from './contract.ts'
import { createPage, selfSubmitting } from './page.ts'

/** Browsers give up after twenty redirects. */
const mostRedirects = 20

interface Navigation {
  method: 'GET' | 'POST'
  url: URL
  form?: Readonly<Record<string, string>>
  /** Where the navigation was started; null for an address that was typed. */
  initiator: URL | null
}

/** A private window: no cookies at first, and none but its own later. */
export function createBrowser(gateway: Pick<Gateway, 'fetch'>): Browser {
  const jar = new CookieJar()
  const history: Visit[] = []
  let current: URL | null = null

  async function send(navigation: Navigation): Promise<Response> {
    const { method, url, form, initiator } = navigation
    const headers = new Headers({ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    const cookies = await jar.getCookieString(url.href, { sameSiteContext: sameSite(method, url, initiator) })
    if (cookies) headers.set('cookie', cookies)
    if (method === 'POST' && initiator) headers.set('origin', initiator.origin)
    const body = form ? new URLSearchParams(form) : undefined
    const response = await gateway.fetch(withoutFragment(url), { method, headers, body })
    history.push({ method, url: url.href, status: response.status, ...(form && { form }) })
    await keepCookies(url, response)
    return response
  }

  async function keepCookies(url: URL, response: Response) {
    for (const cookie of response.headers.getSetCookie()) {
      await jar.setCookie(cookie, url.href, { ignoreError: true, sameSiteContext: 'lax' })
    }
  }

  async function navigate(first: Navigation): Promise<Page> {
    let next = first
    for (let count = 0; count <= mostRedirects; count++) {
      const response = await send(next)
      const location = response.headers.get('location')
      if (location !== null && response.status >= 300 && response.status < 400) {
        next = redirected(next, response.status, location)
        continue
      }
      const contentType = response.headers.get('content-type') ?? ''
      const page = createPage(next.url, response.status, contentType, await response.text())
      current = page.url
      const form = selfSubmitting(page)
      if (!form) return page
      next = { method: 'POST', url: new URL(form.action), form: form.fields, initiator: page.url }
    }
    throw new Error(`${first.url.href} redirected more than ${mostRedirects} times`)
  }

  return {
    history,
    open: (url) => navigate({ method: 'GET', url: new URL(url), initiator: null }),
    follow: (url) => navigate({ method: 'GET', url: new URL(url), initiator: current }),
    submit(form, values) {
      const fields = { ...form.fields, ...values }
      const url = new URL(form.action)
      if (form.method === 'POST') return navigate({ method: 'POST', url, form: fields, initiator: current })
      url.search = new URLSearchParams(fields).toString()
      return navigate({ method: 'GET', url, initiator: current })
    },
    async fetch(url, init = {}) {
      const target = new URL(url)
      const headers = new Headers(init.headers)
      const cookies = await jar.getCookieString(target.href)
      if (cookies) headers.set('cookie', cookies)
      const response = await gateway.fetch(target, { ...init, headers })
      history.push({ method: init.method ?? 'GET', url: target.href, status: response.status })
      await keepCookies(target, response)
      return response
    },
    async scriptCookies(url) {
      const cookies = await jar.getCookies(new URL(url).href, { http: false })
      return Object.fromEntries(cookies.map(({ key, value }) => [key, value]))
    },
  }
}

/** RFC 9110, section 15.4: 303 and, in practice, 301 and 302 after a POST become GET; 307 and 308 repeat the request. */
function redirected(from: Navigation, status: number, location: string): Navigation {
  const url = new URL(location, from.url)
  if (!url.hash) url.hash = from.url.hash
  const repeat = status === 307 || status === 308
  return repeat ? { ...from, url } : { method: 'GET', url, initiator: from.initiator }
}

/** Which SameSite cookies a browser sends along: RFC 6265bis, section 5.2. */
function sameSite(
  method: string,
  url: URL,
  initiator: URL | null,
): Cookie['sameSite'] & ('strict' | 'lax' | 'none') {
  if (initiator === null || siteOf(initiator) === siteOf(url)) return 'strict'
  return method === 'GET' ? 'lax' : 'none'
}

/** Scheme and registrable domain; the hosts of guides (`technitium.company`) are such domains themselves. */
function siteOf(url: URL): string {
  return `${url.protocol}//${url.hostname.split('.').slice(-2).join('.')}`
}

function withoutFragment(url: URL): URL {
  const bare = new URL(url)
  bare.hash = ''
  return bare
}
