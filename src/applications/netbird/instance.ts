import type { RequestListener } from 'node:http'
import type { Plan } from '../../plan/plan.ts'
import type { Bindings } from '../../plan/value.ts'
import type { Gateway, Route } from '../../web/contract.ts'
import { html } from '../_shared/answer.ts'
import type { ApplicationInstance, Entrance } from '../contract.ts'
import { accountSettings } from './account.ts'
import { CommandLine } from './clients/command-line.ts'
import { type Door, dashboardDoor, serveDashboard } from './clients/dashboard.ts'
import { compose, curl, discover, prepare } from './installation.ts'
import { portsOf } from './knowledge/relying-party.ts'
import { expectFault, expectUser } from './promises.ts'
import type { ManagementServer, Start } from './server.ts'
import { dashboardOrigin, readSetup } from './setup.ts'

interface Running {
  management: ManagementServer
  commandLine: CommandLine
  dashboard: Door
}

/** Known before anything is configured: a guide's logins are counted first and done later. */
const titles = { dashboard: 'Dashboard', 'command-line': 'Command line (netbird up)' } as const

/** NetBird with setup.env (the standalone topology): dashboard and command line before a management server. */
export class NetBird implements ApplicationInstance {
  readonly version: string
  readonly routes: ReadonlyMap<string, Route>
  readonly entrances: Entrance[] = [
    this.#entrance('dashboard', (running) => running.dashboard),
    this.#entrance('command-line', (running) => running.commandLine),
  ]
  readonly #gateway: Gateway
  readonly #plan: Plan
  readonly #start: (about: Start) => Promise<ManagementServer>
  #starting: Promise<ManagementServer> | null = null
  #running: Running | null = null

  constructor(
    { version, plan, gateway }: { version: string; plan: Plan; gateway: Gateway },
    start: (about: Start) => Promise<ManagementServer>,
  ) {
    this.version = version
    this.#plan = plan
    this.#gateway = gateway
    this.#start = start
    this.routes = this.#routes()
  }

  async configure(plan: Plan, bindings: Bindings): Promise<void> {
    await this.#stop()
    const gateway = this.#gateway
    const [prepared, settings] = [prepare(plan, bindings), accountSettings(plan)]
    await curl(prepared, gateway)
    const discovery = () => discover(prepared, gateway)
    this.#starting = this.#start({ version: this.version, prepared, settings, gateway, discovery })
    const management = await this.#starting
    const installation = compose(prepared, await discovery())
    const commandLine = new CommandLine(installation, management, gateway)
    const dashboard = dashboardDoor(installation.dashboard, management.account)
    this.#running = { management, commandLine, dashboard }
  }

  expect: ApplicationInstance['expect'] = expectUser

  expectFault: ApplicationInstance['expectFault'] = (fault, entrance, provider) =>
    expectFault(this.#plan, fault, entrance, provider)

  artifact: ApplicationInstance['artifact'] = () => this.#running?.management.artifact?.()

  async logs(): Promise<string[]> {
    return (await this.#starting?.then((server) => server.logs()).catch(() => [])) ?? []
  }

  dispose(): Promise<void> {
    return this.#stop()
  }

  /** Also where nobody waits for the start any more; a server that is gone needs no stopping. */
  async #stop(): Promise<void> {
    const starting = this.#starting
    this.#starting = null
    this.#running = null
    await starting?.then((server) => server.stop()).catch(() => {})
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
