import { fromHtml } from 'hast-util-from-html'
import { selectAll } from 'hast-util-select'
import type { Browser, Page } from '../../web/contract.ts'
import type { Entrance, SignIn } from '../contract.ts'

/** A Matrix client that the user has; nobody goes there, it is only where the token is meant for. */
const client = 'https://client.company/'

/**
 * What a Matrix client does: the page of the provider, the confirmation page with a login token, an access token for it,
 * and whose it is (Matrix client-server API v1.17, "Single Sign-On"). Knows Synapse by HTTP alone.
 */
export function singleSignOn(base: string, providerId: () => string): Entrance {
  const api = `${base}_matrix/client/v3`
  return {
    id: 'browser',
    title: 'a Matrix client',
    begin: (browser) =>
      browser.open(
        `${api}/login/sso/redirect/${providerId()}?${new URLSearchParams({ redirectUrl: client })}`,
      ),
    async finish(browser, page) {
      if (page.url.origin !== new URL(base).origin)
        return { outcome: 'refused', by: 'provider', message: page.text || page.title }
      const token = loginToken(page)
      return token === null
        ? refused(page.text || `HTTP ${page.status}, a blank page`)
        : signIn(browser, api, token)
    },
  }
}

function loginToken(page: Page): string | null {
  if (!page.contentType.includes('html')) return null
  const links = selectAll('a', fromHtml(page.body)).map(({ properties }) => String(properties.href))
  const target = links.find((href) => href.startsWith(client) && URL.canParse(href))
  return target ? new URL(target).searchParams.get('loginToken') : null
}

async function signIn(browser: Browser, api: string, token: string): Promise<SignIn> {
  const login = await call(browser, `${api}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'm.login.token', token }),
  })
  if (typeof login.access_token !== 'string') return refused(`${login.errcode}: ${login.error}`)
  const headers = { authorization: `Bearer ${login.access_token}` }
  const { user_id } = await call(browser, `${api}/account/whoami`, { headers })
  const { displayname } = await call(browser, `${api}/profile/${encodeURIComponent(String(user_id))}`, {
    headers,
  })
  return {
    outcome: 'signed-in',
    session: {
      username: String(user_id),
      ...(typeof displayname === 'string' && { displayName: displayname }),
      groups: [],
      claims: { user_id, displayname },
    },
  }
}

async function call(browser: Browser, url: string, init: RequestInit): Promise<Record<string, unknown>> {
  return (await browser.fetch(url, init)).json() as Promise<Record<string, unknown>>
}

function refused(message: string): SignIn {
  return { outcome: 'refused', by: 'application', message }
}
