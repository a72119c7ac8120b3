import type { Browser, Page } from '../../../web/contract.ts'
import { createPage } from '../../../web/page.ts'
import type { TestUser } from '../../contract.ts'
import { refusalOn } from '../refusals.ts'

/*
 * Flows. authentik's front end draws a page at `/if/flow/<slug>/` from challenges that the executor hands out one by one,
 * and answers them in JSON; this does what the front end does. Source: flows/views/executor.py, 2026.5; recorded run.
 */

export interface Challenge {
  component: string
  /** Of `xak-flow-redirect`. */
  to?: string
  /** Of `ak-stage-identification`: the password is asked on the same page. */
  password_fields?: boolean
  /** Of `ak-stage-consent`. */
  token?: string
  /** Of `ak-stage-autosubmit`. */
  url?: string
  attrs?: Readonly<Record<string, string>>
  /** What was wrong with the last answer, by field. */
  response_errors?: Readonly<Record<string, ReadonlyArray<{ string: string }>>>
  error_message?: string | null
  error?: string
}

/** More stages than any flow that authentik ships has. */
const mostSteps = 12

/** Texts of stages that end a flow, for pages that were drawn from them. */
const endings = new WeakMap<Page, string>()

/** Signs in and consents until the browser leaves, or stands on a page that nobody can answer. */
export async function authenticate(browser: Browser, page: Page, user: TestUser): Promise<Page> {
  const { origin } = page.url
  let current = page
  for (let flow = 0; flow < 4; flow += 1) {
    const slug = /^\/if\/flow\/([^/]+)\/$/.exec(current.url.pathname)?.[1]
    if (current.url.origin !== origin || slug === undefined) return current
    const end = await carryOut(browser, current, slug, user)
    if ('page' in end) return end.page
    current =
      'to' in end
        ? await browser.follow(new URL(end.to, current.url))
        : await browser.submit({ id: null, action: end.url, method: 'POST', fields: end.attrs }, {})
  }
  return current
}

/** What the page says, also where a script drew it from a challenge. */
export function refusalIn(page: Page, origin: string): string | null {
  return endings.get(page) ?? refusalOn(page, origin)
}

type End = { to: string } | { url: string; attrs: Readonly<Record<string, string>> } | { page: Page }

async function carryOut(browser: Browser, page: Page, slug: string, user: TestUser): Promise<End> {
  // Each request names the query again: the server forgets where to go afterwards otherwise.
  const query = new URLSearchParams({ query: page.url.search.slice(1) })
  const address = new URL(`/api/v3/flows/executor/${slug}/?${query}`, page.url)
  let challenge = await ask(browser, address)
  for (let step = 0; step < mostSteps; step += 1) {
    if (challenge instanceof Response) return { page: await asPage(challenge, page.url) }
    const end = endOf(challenge, page)
    if (end) return end
    // A stage that was passed points to the executor itself, as a redirect or, where the query is spelt otherwise, in words.
    challenge = await ask(browser, address, answerTo(challenge, user))
  }
  return { page: drawn(page, `authentik asks for more than ${mostSteps} stages`) }
}

/** Where a challenge leads out of the flow; null for one that wants an answer. */
export function endOf(challenge: Challenge, page: Page): End | null {
  const { component, to, url, attrs } = challenge
  const wrong = Object.values(challenge.response_errors ?? {}).flatMap((all) => all.map((one) => one.string))
  if (wrong.length > 0) return { page: drawn(page, wrong.join(' ')) }
  if (component === 'xak-flow-redirect' && to !== undefined)
    return to.startsWith('/api/v3/flows/executor/') ? null : { to }
  if (component === 'ak-stage-autosubmit' && url !== undefined) return { url, attrs: attrs ?? {} }
  if (component in answers || component === 'xak-flow-redirect') return null
  const said = challenge.error_message ?? challenge.error ?? `authentik asks with ${component}`
  return { page: drawn(page, said) }
}

/** What a person enters, by stage. Multi-factor validation is skipped for users without devices. */
const answers: Readonly<Record<string, (challenge: Challenge, user: TestUser) => object>> = {
  'ak-stage-identification': ({ password_fields }, { username, password }) => ({
    uid_field: username,
    ...(password_fields && { password }),
  }),
  'ak-stage-password': (_, { password }) => ({ password }),
  'ak-stage-consent': ({ token }) => ({ token }),
  'ak-stage-user-login': () => ({ remember_me: false }),
}

function answerTo(challenge: Challenge, user: TestUser): object | undefined {
  const answer = answers[challenge.component]?.(challenge, user)
  return answer && { component: challenge.component, ...answer }
}

/** The next challenge; the answer itself where it is none. */
async function ask(browser: Browser, address: URL, answer?: object): Promise<Challenge | Response> {
  const response = await browser.fetch(address, answer ? await posted(browser, address, answer) : {})
  const location = response.headers.get('location')
  if (location !== null && response.status >= 300 && response.status < 400)
    return ask(browser, new URL(location, address))
  if (!response.headers.get('content-type')?.includes('json') || response.status >= 500) return response
  const challenge = (await response.clone().json()) as Challenge
  return 'component' in challenge ? challenge : response
}

/** Once somebody is signed in, authentik takes no answer without the token against forgery. */
async function posted(browser: Browser, address: URL, answer: object): Promise<RequestInit> {
  const { authentik_csrf: token } = await browser.scriptCookies(address)
  return {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token !== undefined && { 'x-authentik-csrf': token }),
    },
    body: JSON.stringify(answer),
  }
}

async function asPage(response: Response, url: URL): Promise<Page> {
  return createPage(url, response.status, response.headers.get('content-type') ?? '', await response.text())
}

/** The page as the front end draws it, as far as it says something. */
function drawn({ url }: Page, text: string): Page {
  const page = createPage(url, 200, 'text/plain', text)
  endings.set(page, text)
  return page
}
