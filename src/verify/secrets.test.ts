import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { guidesIn, pairOf } from '../../plugins/vitest-guide/guides.ts'
import { planReader } from '../../plugins/vitest-guide/read.ts'
import { readGuide } from '../../plugins/vitest-guide/testing/fictional.ts'
import type { Application } from '../applications/contract.ts'
import type { Plan } from '../plan/plan.ts'
import type { Provider } from '../providers/contract.ts'
import type { Route } from '../web/contract.ts'
import { createInstances } from './instances.ts'
import { openProducts } from './products.ts'
import { runVerification } from './run.ts'
import { hideTokens } from './secrets.ts'
import { subjectOf } from './subject.ts'
import { everythingWritten } from './testing/outputs.ts'
import { Scan } from './testing/scan.ts'
import { leaks, type Overheard, overhear } from './testing/secrets.ts'

/** Carries a guide out, and returns everything that such a run prints or keeps, with what it must not. */
async function outputsOf(plan: Plan, provider: Provider, application: Application) {
  const heard: Overheard = new Map()
  const subject = subjectOf(overhear(provider, 'embedded', heard), application)
  const checked = { findings: [], rules: 1 }
  const verdict = await runVerification(plan, {
    subject,
    instances: createInstances(),
    checked,
    planHash: 'p',
  })
  return { verdict, heard, text: everythingWritten(verdict) }
}

/** An application that tells everything it knows when it refuses somebody. */
const chatty = (application: Application): Application => ({
  ...application,
  drivers: {
    profile: {
      mode: 'profile',
      async install(options) {
        const instance = await application.drivers.profile.install(options)
        let known = {}
        return {
          ...instance,
          configure(plan, bindings) {
            known = bindings
            return instance.configure(plan, bindings)
          },
          entrances: instance.entrances.map((entrance) => ({
            ...entrance,
            async finish(_, page) {
              const message = `${page.url} failed with ${JSON.stringify(known)}`
              return { outcome: 'refused', by: 'application', message }
            },
          })),
        }
      },
    },
  },
})

/** A server that hears everything out and then hangs up, from the given request on. */
const dying = (provider: Provider, after: number): Provider => {
  let requests = 0
  const spoil = (route: Route): Route => ({
    listener(request, response) {
      requests += 1
      if (requests > after) request.socket.destroy()
      else if ('listener' in route) route.listener(request, response)
    },
  })
  const { embedded } = provider.drivers
  return {
    ...provider,
    drivers: {
      embedded: {
        tier: 'embedded',
        async start(options) {
          const instance = await embedded.start(options)
          return {
            ...instance,
            async provision(plan, bindings) {
              const provision = await instance.provision(plan, bindings)
              const routes = [...provision.routes].map(([origin, route]) => [origin, spoil(route)] as const)
              return { ...provision, routes: new Map(routes) }
            },
          }
        },
      },
    },
  }
}

test('a run that is right keeps nothing secret', async () => {
  const { plan, provider, application } = await readGuide()
  const { verdict, heard, text } = await outputsOf(plan, provider, application)
  expect(verdict.outcome).toBe('verified')
  expect([...heard.values()].map((what) => what.replace(/ of .*/, ''))).toEqual(
    expect.arrayContaining(['client secret', 'password', 'code', 'id_token', 'access_token']),
  )
  expect(leaks(text, heard)).toEqual([])
})

test('a run that finds drift keeps nothing secret', async () => {
  const { plan, provider, application } = await readGuide({
    'the Client secret from Acme ID': 'the Client ID from Acme ID',
  })
  const { verdict, heard, text } = await outputsOf(plan, provider, application)
  expect(verdict.outcome).toBe('drift')
  expect(leaks(text, heard)).toEqual([])
})

test('what an application quotes is hidden before anybody keeps it', async () => {
  const { plan, provider, application } = await readGuide()
  const { verdict, heard, text } = await outputsOf(plan, provider, chatty(application))
  expect(verdict.steps.map(({ actual }) => actual).join('\n')).toMatch(/code=<hidden>.*<client_secret>/)
  expect(leaks(text, heard)).toEqual([])
})

test.for([4, 8, 12, 13, 14, 15, 16])(
  'a provider that dies after %i requests makes nothing secret known',
  async (after) => {
    const { plan, provider, application } = await readGuide()
    const { verdict, heard, text } = await outputsOf(plan, dying(provider, after), application)
    expect(verdict.outcome).toBe('infrastructure')
    expect(leaks(text, heard)).toEqual([])
  },
)

test('codes and tokens in addresses and messages are hidden, whoever wrote them', () => {
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl'
  expect(hideTokens(`Cannot reach https://a.company/cb?code=abc.def-1&state=xyz: ${jwt}`)).toBe(
    'Cannot reach https://a.company/cb?code=<hidden>&state=<hidden>: <token>',
  )
  expect(hideTokens('redirect_uri=https://a.company/cb is not registered')).toBe(
    'redirect_uri=https://a.company/cb is not registered',
  )
})

/** An application that shows a session of its own, which nobody told the verification about. */
const careless = (application: Application): Application => ({
  ...application,
  drivers: {
    profile: {
      mode: 'profile',
      async install(options) {
        const server = createServer((_, response) => {
          response.setHeader('set-cookie', `session=${'0123456789abcdef'.repeat(2)}; HttpOnly`)
          response.writeHead(500).end('No room')
        })
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
        const instance = await application.drivers.profile.install(options)
        const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
        return {
          ...instance,
          routes: new Map([...instance.routes.keys()].map((origin) => [origin, { upstream }])),
          entrances: instance.entrances.map((entrance) => ({
            ...entrance,
            async begin(browser) {
              const { headers } = await browser.fetch('https://bookshelf.company/login')
              throw new Error(`cannot begin with ${headers.getSetCookie()}`)
            },
          })),
          async dispose() {
            server.close()
            await instance.dispose()
          },
        }
      },
    },
  },
})

async function scanned(change: (application: Application) => Application) {
  const guide = await readGuide()
  const heard: Overheard = new Map()
  const instances = createInstances()
  const scan = new Scan({ tier: 'embedded', applicationMode: 'profile', instances, heard })
  const checked = () => ({ findings: [], rules: 1 })
  const verdict = await scan.add({ ...guide, application: change(guide.application), checked })
  return { verdict, heard, found: leaks(scan.texts.join('\n'), heard) }
}

test('the scan is green where nothing leaks, and has heard something', async () => {
  const { verdict, heard, found } = await scanned((application) => application)
  expect([verdict.outcome, found]).toEqual(['verified', []])
  expect(heard.size).toBeGreaterThan(5)
})

test('the scan is red for one leak that was sown', async () => {
  const { found } = await scanned(careless)
  expect(found).toEqual([expect.stringMatching(/^cookie session: .*cannot begin with session=\[here\]$/s)])
})

const root = resolve(import.meta.dirname, '../..')
const docs = resolve(root, 'docs/integrations')

test.for(guidesIn(docs, root))('%s keeps nothing secret', async (file) => {
  const products = openProducts()
  const pair = pairOf(file)
  const [provider, application] = await Promise.all([
    products.provider(pair.provider),
    products.application(pair.application),
  ])
  const { plan } = await planReader(root)(file, provider, application)
  const { heard, text } = await outputsOf(plan, provider, application)
  expect(heard.size).toBeGreaterThan(2)
  expect(leaks(text, heard)).toEqual([])
})
