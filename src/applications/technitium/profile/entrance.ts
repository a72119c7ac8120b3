import type { Browser, Page } from '../../../web/contract.ts'
import type { Entrance, SignIn } from '../../contract.ts'
import { everyone } from '../knowledge/local-groups.ts'

interface Answer {
  status: string
  [field: string]: unknown
}

/** The button OpenID Connect of the login page, and how the console says who is signed in. Knows the server by HTTP alone. */
export function consoleEntrance(origin: string): Entrance {
  return {
    id: 'console',
    title: 'the console',
    async begin(browser) {
      const status = await (await browser.fetch(`${origin}/api/sso/status`)).json()
      const active = (status as { ssoEnabled?: boolean }).ssoEnabled === true
      return browser.open(active ? `${origin}/sso/login` : `${origin}/`)
    },
    async finish(browser, page) {
      if (new URL(page.url).host !== new URL(origin).host) {
        return { outcome: 'refused', by: 'provider', message: page.text }
      }
      const [, error] = /^#error=(.*)$/s.exec(page.url.hash) ?? []
      if (error !== undefined) return refused(decodeURIComponent(error))
      const { token } = await browser.scriptCookies(page.url)
      return token ? whoIsIt(browser, page, token) : refused(page.text)
    },
  }
}

async function whoIsIt(browser: Browser, page: Page, token: string): Promise<SignIn> {
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await (await browser.fetch(new URL(path, page.url), { headers })).json()) as Answer
  }
  const session = await ask('/api/user/session/get')
  if (session.status !== 'ok') return refused(String(session.errorMessage ?? session.status))
  const profile = (await ask('/api/user/profile/get')).response as { memberOfGroups?: string[] } | undefined
  const { username, displayName, isSsoUser } = session
  return {
    outcome: 'signed-in',
    session: {
      username: String(username),
      displayName: String(displayName),
      groups: (profile?.memberOfGroups ?? []).filter((group) => group !== everyone),
      claims: { isSsoUser, username, displayName, memberOfGroups: profile?.memberOfGroups },
    },
  }
}

function refused(message: string): SignIn {
  return { outcome: 'refused', by: 'application', message }
}
