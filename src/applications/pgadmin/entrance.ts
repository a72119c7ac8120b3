import type { Browser, Page } from '../../web/contract.ts'
import type { Entrance, SignIn } from '../contract.ts'
import { notices } from './messages.ts'
import { readSignInPage } from './sign-in-page.ts'

/** The sign-in page and its button, as the reader presses it. Knows pgAdmin by HTTP alone. */
export function signInPage(origin: string): Entrance {
  return {
    id: 'browser',
    title: 'the sign-in page',
    async begin(browser) {
      const page = await browser.open(`${origin}/`)
      const form = readSignInPage(page.body, notices.signIn)
      const [button] = form?.buttons ?? []
      if (!form || !button) return page
      const action = new URL('/authenticate/login', page.url).href
      const fields = { csrf_token: form.csrfToken }
      return browser.submit({ id: null, action, method: 'POST', fields }, { oauth2_button: button.name })
    },
    async finish(browser, page) {
      if (page.url.host !== new URL(origin).host)
        return { outcome: 'refused', by: 'provider', message: page.text || page.title }
      const session = await sessionOf(browser, origin)
      return session ?? { outcome: 'refused', by: 'application', message: told(page) }
    },
  }
}

function told(page: Page): string {
  const form = readSignInPage(page.body, notices.signIn)
  if (form?.buttons.length === 0) return 'The sign-in page has no button for a provider'
  if (form) return form.notices.join(' ') || 'The sign-in page, without a word'
  const answer = page.contentType.includes('json') ? (JSON.parse(page.body) as { errormsg?: string }) : null
  return answer?.errormsg ?? (page.text || `HTTP ${page.status}, a blank page`)
}

/** Two scripts of the page behind it say who is signed in (browser/js/utils.js, user_management/js/current_user.js, v9.18). */
async function sessionOf(browser: Browser, origin: string): Promise<SignIn | null> {
  const script = async (path: string) => {
    const answer = await browser.fetch(`${origin}${path}`)
    return answer.status === 200 ? answer.text() : null
  }
  const user = await script('/user_management/current_user.js')
  const page = user && (await script('/browser/js/utils.js'))
  if (!page) return null
  const username = stringIn(page, /\busername: '((?:\\'|[^'])*)'/)
  const email = stringIn(user, /'email': '((?:\\'|[^'])*)'/)
  return {
    outcome: 'signed-in',
    session: {
      username,
      ...(email !== 'None' && { email }),
      // Everybody has the role User.
      groups: /'is_admin': true/.test(user) ? ['Administrator'] : [],
      claims: { username, email, source: stringIn(user, /'current_auth_source': '(\w*)'/) },
    },
  }
}

function stringIn(script: string, pattern: RegExp): string {
  return (pattern.exec(script)?.[1] ?? '').replaceAll("\\'", "'")
}
