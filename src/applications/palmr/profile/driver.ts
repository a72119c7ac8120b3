import type { RequestListener } from 'node:http'
import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Refused } from '../../../providers/contract.ts'
import type { Gateway, Route } from '../../../web/contract.ts'
import { html } from '../../_shared/answer.ts'
import { enteredText } from '../../_shared/given.ts'
import type { ApplicationDriver, ApplicationInstance, Entrance } from '../../contract.ts'
import { administratorOf } from '../administrator.ts'
import { logInPage } from '../entrance.ts'
import { problems } from '../knowledge/problems.ts'
import { expectFault, expectUser } from '../promises.ts'
import { palmrOrigin, type RowField, rowOf, scopesOf } from '../row.ts'
import { type SavedRow, saved } from './service.ts'
import { Site } from './site.ts'

/** Palmr as a relying party. */
export const profile: ApplicationDriver = {
  mode: 'profile',
  install: async ({ version, plan, gateway }) => new Profile(version, plan, gateway),
}

/** What the form or the server answers with, so that nothing is saved; other problems are silent in Palmr. */
const refusals = [
  'Please fill in all required fields',
  'Either provide a Provider URL',
  'Either provide issuerUrl',
  'Choose either automatic discovery',
  'Invalid Provider URL format',
  'Invalid issuer URL',
  'Failed to create provider',
  'has no built-in row',
]

class Profile implements ApplicationInstance {
  readonly version: string
  readonly routes: ReadonlyMap<string, Route>
  readonly entrances: Entrance[]
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
    this.entrances = [
      logInPage({
        origin: this.#origin,
        name: () => this.#name,
        claimsOf: (account) => this.#site?.claimsOf(account) ?? {},
      }),
    ]
    this.routes = new Map(this.#origin ? [[this.#origin, { listener: this.#listener }]] : [])
  }

  async configure(plan: Plan, bindings: Bindings): Promise<void> {
    if (!this.#origin) throw new Refused('The guide names no address of Palmr', null)
    const row = this.#save(plan, bindings)
    this.#name = row.name
    this.#site = new Site(row, administratorOf(this.#origin), this.#gateway)
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

  #listener: RequestListener = (request, response) => {
    if (!this.#site) return html(response, 200, 'Palmr', 'Single sign-on has not been set up')
    this.#site.answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined)
    })
  }
}
