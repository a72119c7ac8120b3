import { createBrowser } from '../../../web/browser.ts'
import type { TestUser } from '../../contract.ts'
import { authenticate } from './executor.ts'

/** Somebody who is signed in, outside of any guide. */
export interface Session {
  /** `name=value`, those that scripts cannot read too. */
  cookies: string[]
  csrf: string
  /** A code for another request of the same browser. */
  code(authorization: URL): Promise<string>
}

/** Signs in at a running server; the application that it leads to need not exist. */
export async function openSession(
  authorization: URL,
  { username, password }: Pick<TestUser, 'username' | 'password'>,
): Promise<Session> {
  const cookies = new Map<string, string>()
  const browser = createBrowser({
    async fetch(url, init) {
      if (new URL(url).origin !== authorization.origin) return new Response('', { status: 200 })
      const answer = await fetch(url, { ...init, redirect: 'manual' })
      for (const cookie of answer.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';')
        cookies.set(pair.split('=')[0] ?? '', pair)
      }
      return answer
    },
  })
  const user = { ...nobody, username, password }
  const last = await authenticate(browser, await browser.open(authorization), user)
  if (last.url.origin === authorization.origin)
    throw new Error(`${username} was not signed in at ${last.url.href}: ${last.text.slice(0, 200)}`)
  return {
    cookies: [...cookies.values()],
    csrf: cookies.get('authentik_csrf')?.split('=')[1] ?? '',
    async code(url) {
      return (await browser.open(url)).url.searchParams.get('code') ?? ''
    },
  }
}

const nobody: TestUser = {
  username: '',
  password: '',
  email: '',
  emailVerified: false,
  givenName: '',
  familyName: '',
  groups: [],
  why: 'in a recording',
}
