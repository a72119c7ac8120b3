import type { RequestListener } from 'node:http'
import type { Plan } from '../../../plan/plan.ts'
import type { Gateway, Route } from '../../../web/contract.ts'
import { html } from '../../_shared/answer.ts'
import type { ApplicationDriver, ApplicationInstance, Entrance } from '../../contract.ts'
import { accountSettings } from '../account.ts'
import { portsOf } from '../knowledge/relying-party.ts'
import { dashboardOrigin, readSetup } from '../setup.ts'
import { CommandLine } from './command-line.ts'
import { type Door, dashboardDoor, serveDashboard } from './dashboard.ts'
import { expectFault, expectUser } from './expectations.ts'
import { install } from './installation.ts'
import { Management } from './management.ts'

/** NetBird with setup.env (the standalone topology) as a relying party: dashboard, command line and management server. */
export const profile: ApplicationDriver = {
  mode: 'profile',
  install: async ({ version, plan, gateway }) => new Profile(version, plan, gateway),
}

interface Running {
  management: Management
  commandLine: CommandLine
  dashboard: Door
}

/** Known before anything is configured: a guide's logins are counted first and done later. */
const titles = { dashboard: 'Dashboard', 'command-line': 'Command line (netbird up)' } as const

class Profile implements ApplicationInstance {
  readonly version: string
  readonly routes: ReadonlyMap<string, Route>
  readonly entrances: Entrance[] = [
    this.#entrance('dashboard', (running) => running.dashboard),
    this.#entrance('command-line', (running) => running.commandLine),
  ]
  readonly #gateway: Gateway
  readonly #plan: Plan
  #running: Running | null = null

  constructor(version: string, plan: Plan, gateway: Gateway) {
    this.version = version
    this.#plan = plan
    this.#gateway = gateway
    this.routes = this.#routes()
  }

  async configure(plan: Plan, bindings: Readonly<Record<string, string>>): Promise<void> {
    const installation = await install(plan, bindings, this.#gateway)
    const account = accountSettings(plan)
    const management = new Management(installation.management, account, this.#gateway)
    await management.start()
    const commandLine = new CommandLine(installation.commandLine, management, account, this.#gateway)
    const approve = account.approval === 'approve' ? management.accounts : null
    const dashboard = dashboardDoor(installation.dashboard, approve)
    this.#running = { management, commandLine, dashboard }
  }

  expect: ApplicationInstance['expect'] = expectUser

  expectFault: ApplicationInstance['expectFault'] = (fault, entrance, provider) =>
    expectFault(this.#plan, fault, entrance, provider)

  async logs(): Promise<string[]> {
    return this.#running?.management.log.slice(-20) ?? []
  }

  async dispose(): Promise<void> {
    this.#running = null
  }

  #entrance(id: keyof typeof titles, of: (running: Running) => Door): Entrance {
    const running = () => {
      if (!this.#running) throw new Error('NetBird is used before it was configured')
      return of(this.#running)
    }
    return {
      id,
      title: titles[id],
      begin: (browser) => running().begin(browser),
      finish: (browser, page) => running().finish(browser, page),
    }
  }

  /** The dashboard's host serves the page, the API on a port of its own; the command line listens on localhost. */
  #routes(): ReadonlyMap<string, Route> {
    const setup = readSetup(this.#plan)
    const origin = dashboardOrigin(this.#plan, setup)
    const routes = new Map<string, Route>()
    if (origin) {
      const api = `${origin}:${setup.written('NETBIRD_MGMT_API_PORT')}`
      routes.set(URL.canParse(api) ? new URL(api).origin : origin, { listener: this.#serveApi })
      const both: RequestListener = (request, response) =>
        request.url?.startsWith('/api/') ? this.#serveApi(request, response) : serveDashboard(response)
      routes.set(origin, { listener: both })
    }
    for (const port of portsOf(setup)) {
      const local = `http://localhost:${port}`
      if (URL.canParse(local)) routes.set(local, { listener: this.#serveCommandLine })
    }
    return routes
  }

  #serveApi: RequestListener = (request, response) =>
    this.#whenRunning(response, (running) => running.management.answer(request, response))

  #serveCommandLine: RequestListener = (request, response) =>
    this.#whenRunning(response, (running) => running.commandLine.answer(request, response))

  #whenRunning(response: Parameters<RequestListener>[1], answer: (running: Running) => Promise<void>) {
    if (!this.#running) return html(response, 503, 'NetBird', 'NetBird has not been configured')
    answer(this.#running).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  }
}
