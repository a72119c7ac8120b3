import type { RequestListener } from 'node:http'
import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Refused } from '../../../providers/contract.ts'
import type { Browser, Gateway, Page, Route } from '../../../web/contract.ts'
import { html } from '../../_shared/answer.ts'
import { enteredText } from '../../_shared/given.ts'
import type { ApplicationDriver, ApplicationInstance, Entrance, SignIn } from '../../contract.ts'
import { problems } from '../knowledge/problems.ts'
import { palmrOrigin, type RowField, rowOf, scopesOf } from '../row.ts'
import { expectFault, expectUser } from './expectations.ts'
import { type SavedRow, saved } from './service.ts'
import { Site } from './site.ts'
import type { Account } from './users.ts'

/** Palmr as a relying party. */
export const profile: ApplicationDriver = {
  mode: 'profile',
  install: async ({ version, plan, gateway }) => new Profile(version, plan, gateway),
}

/** What the form or the server answers with, so that nothing is saved; other problems are silent in Palmr. */
const refusals = [
  'Please fill in all required fields',
  'Either provide a Provider URL',
  'When using manual endpoints',
  'Choose either automatic discovery',
  'Invalid Provider URL format',
  'Invalid data provided',
  'Failed to create provider',
  'has no built-in row',
]

class Profile implements ApplicationInstance {
  readonly version: string
  readonly routes: ReadonlyMap<string, Route>
  readonly entrances: Entrance[] = [
    {
      id: 'single-sign-on',
      title: 'Log-in page',
      begin: (browser) => browser.open(`${this.#origin}/api/auth/providers/${this.#name}/authorize`),
      finish: (browser, page) => this.#finish(browser, page),
    },
  ]
  readonly #plan: Plan
  readonly #gateway: Gateway
  readonly #origin: string | null
  #name = ''
  #site: Site | null = null

  constructor(version: string, plan: Plan, gateway: Gateway) {
    this.version = version
    this.#plan = plan
    this.#gateway = gateway
    this.#origin = palmrOrigin(plan)
    this.routes = new Map(this.#origin ? [[this.#origin, { listener: this.#listener }]] : [])
  }

  async configure(plan: Plan, bindings: Bindings): Promise<void> {
    if (!this.#origin) throw new Refused('The guide names no address of Palmr', null)
    const row = this.#save(plan, bindings)
    this.#name = row.name
    // The reader registered before single sign-on was switched on.
    const administrator = {
      username: 'palmr-administrator',
      email: `administrator@${new URL(this.#origin).hostname}`,
    }
    this.#site = new Site(row, administrator, this.#gateway)
  }

  expect: ApplicationInstance['expect'] = (plan, user) => expectUser(plan, user)

  expectFault: ApplicationInstance['expectFault'] = (fault, _, provider) =>
    expectFault(this.#plan, fault, provider)

  async logs(): Promise<string[]> {
    return this.#site?.log.slice(-20) ?? []
  }

  async dispose(): Promise<void> {
    this.#site = null
  }

  /** Fills in the form: it refuses before the server does, and what the server drops is dropped here. */
  #save(plan: Plan, bindings: Bindings): SavedRow {
    const refused = problems(plan).find(({ message }) => refusals.some((words) => message.includes(words)))
    if (refused) throw new Refused(refused.message, refused.place)
    const row = rowOf(plan)!
    const text = (field: RowField) => {
      const given = row.given(field)
      return given ? enteredText(given.value, bindings) : ''
    }
    return saved(row, text, scopesOf(row, text('scope')))
  }

  async #finish(browser: Browser, page: Page): Promise<SignIn> {
    if (page.url.origin !== this.#origin)
      return { outcome: 'refused', by: 'provider', message: page.text || page.title }
    if (page.url.pathname !== '/dashboard')
      return { outcome: 'refused', by: 'application', message: whatIsShown(page) }
    const response = await browser.fetch(`${this.#origin}/api/auth/me`)
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
        claims: this.#site?.claimsOf(id) ?? {},
      },
    }
  }

  #listener: RequestListener = (request, response) => {
    if (!this.#site) return html(response, 200, 'Palmr', 'Single sign-on has not been set up')
    this.#site.answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined)
    })
  }
}

/** The toast of the log-in page: the message, else the name of a text that does not exist (use-login.ts:44-55). */
function whatIsShown(page: Page): string {
  const error = page.url.searchParams.get('error')
  if (error) return page.url.searchParams.get('message') ?? `auth.errors.${error}`
  const body = page.contentType.includes('json') ? (JSON.parse(page.body) as { error?: string }) : {}
  return body.error ?? page.text
}
