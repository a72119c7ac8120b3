import type { Browser, Page } from '../../web/contract.ts'
import type { Entrance, SignIn } from '../contract.ts'

/** What `GET /api/auth/me` says of whoever is signed in. */
export interface Account {
  id: string
  firstName: string
  lastName: string
  username: string
  email: string
  isAdmin: boolean
  isActive: boolean
}

export interface LogInPage {
  /** Of Palmr; null where the guide names none. */
  origin: string | null
  /** Of the row, once it is saved. */
  name: () => string
  /** What decided about the account, where that is known. */
  claimsOf?: (account: string) => Record<string, unknown>
}

/** The button of the log-in page. Knows Palmr by HTTP alone. */
export function logInPage({ origin, name, claimsOf = () => ({}) }: LogInPage): Entrance {
  return {
    id: 'single-sign-on',
    title: 'Log-in page',
    begin: (browser) => browser.open(`${origin}/api/auth/providers/${name()}/authorize`),
    async finish(browser, page) {
      if (page.url.origin !== origin)
        return { outcome: 'refused', by: 'provider', message: page.text || page.title }
      if (page.url.pathname !== '/dashboard')
        return { outcome: 'refused', by: 'application', message: whatIsShown(page) }
      return whoIs(browser, origin, claimsOf)
    },
  }
}

async function whoIs(
  browser: Browser,
  origin: string,
  claimsOf: (account: string) => Record<string, unknown>,
): Promise<SignIn> {
  const response = await browser.fetch(`${origin}/api/auth/me`)
  const { user } = (await response.json()) as { user: Account | null }
  if (!user) return { outcome: 'refused', by: 'application', message: 'nobody is signed in' }
  const { id, username, email, firstName, lastName, isAdmin } = user
  return {
    outcome: 'signed-in',
    session: {
      username,
      email,
      displayName: `${firstName} ${lastName}`.trim(),
      groups: isAdmin ? ['admin'] : [],
      claims: claimsOf(id),
    },
  }
}

/** The toast of the log-in page: the message, else the name of a text that does not exist (use-login.ts:44-55). */
function whatIsShown(page: Page): string {
  const error = page.url.searchParams.get('error')
  if (error) return page.url.searchParams.get('message') ?? `auth.errors.${error}`
  const body = page.contentType.includes('json') ? (JSON.parse(page.body) as { error?: string }) : {}
  return body.error ?? page.text
}
