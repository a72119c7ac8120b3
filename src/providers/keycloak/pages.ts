import type { Browser, Page } from '../../web/contract.ts'
import type { TestUser } from '../contract.ts'

/** Signs in and consents until the browser leaves, or stands on a page that nobody can answer. */
export async function authenticate(browser: Browser, page: Page, user: TestUser): Promise<Page> {
  let current = page
  for (let step = 0; step < 3; step += 1) {
    const login = current.forms.find((form) => form.id === 'kc-form-login')
    const consent = current.text.includes('Do you grant these access privileges?')
      ? current.forms[0]
      : undefined
    if (current.text.includes(wrongPassword) || (!login && !consent)) return current
    current = login
      ? await browser.submit(login, { username: user.username, password: user.password })
      : await browser.submit(consent!, { accept: '' })
  }
  return current
}

const wrongPassword = 'Invalid username or password.'

/** Keycloak's error pages say "We are sorry..." and then why. */
export function refusalOn(page: Page, origin: string): string | null {
  if (page.url.origin !== origin) return null
  const [, said] = page.text.split('We are sorry...')
  if (said !== undefined) return said.trim()
  if (page.text.includes(wrongPassword)) return wrongPassword
  return page.status >= 400 ? page.text : null
}
