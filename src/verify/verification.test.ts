import type { RequestListener } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { readGuide } from '../../plugins/vitest-guide/testing/fictional.ts'
import type { ApplicationDriver } from '../applications/contract.ts'
import { notKnown, notKnownHeader } from '../embedded/message.ts'
import { formatPlace } from '../plan/place.ts'
import type { Provider, ProviderDriver } from '../providers/contract.ts'
import { createInstances } from './instances.ts'
import { planSteps } from './plan-steps.ts'
import { runVerification } from './run.ts'
import { subjectOf } from './subject.ts'
import { spoiledFrom } from './testing/spoiled.ts'
import { type Verdict, verdictRecord } from './verdict.ts'

const instances = createInstances()
afterAll(() => instances.stop())

const checked = { findings: [], rules: 1 }

/** Carries the fictional guide out, with some of its text changed and, where a test wants it, another driver. */
async function verify(
  change: Record<string, string> = {},
  driver?: ProviderDriver,
  stepLimit?: number,
): Promise<Verdict> {
  const { plan, planHash, provider, application } = await readGuide(change)
  const acting: Provider = driver ? { ...provider, id: 'acting', drivers: { embedded: driver } } : provider
  const subject = subjectOf(acting, application)
  return runVerification(plan, {
    subject,
    instances: driver ? createInstances() : instances,
    checked,
    planHash,
    stepLimit,
  })
}

const failures = ({ steps }: Verdict) =>
  steps
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id, place, blame }) => `${id} ${formatPlace(place)} ${blame}`)

const page = 'docs/integrations/bookshelf/acme.mdx'
const partial = 'docs/integrations/_partials/providers/acme/client.mdx'

test('the verdict names the real products that ran, the application as it was once it was configured', async () => {
  const { plan, planHash, provider, application } = await readGuide()
  const image = (name: string) => ({
    ...{ image: name, digest: `sha256:${name}` },
    provenance: { origin: 'official' as const, version: '1.0.0' },
  })
  const { start } = provider.drivers.embedded
  const driver: ProviderDriver = {
    tier: 'embedded',
    start: async (options) => ({ ...(await start(options)), ...image('acme') }),
  }
  const { profile } = application.drivers
  const containing: ApplicationDriver = {
    mode: 'profile',
    async install(options) {
      const instance = await profile.install(options)
      let configured = false
      return {
        ...instance,
        async configure(...given) {
          await instance.configure(...given)
          configured = true
        },
        artifact: () => (configured ? image('bookshelf') : undefined),
      }
    },
  }
  const subject = subjectOf(
    { ...provider, id: 'contained', drivers: { embedded: driver } },
    { ...application, drivers: { profile: containing } },
  )
  const verdict = await runVerification(plan, {
    ...{ subject, instances: createInstances(), checked, planHash },
  })
  expect(verdict).toMatchObject({
    ...{ outcome: 'verified', providerImage: 'acme', providerDigest: 'sha256:acme' },
    ...{ applicationImage: 'bookshelf', applicationDigest: 'sha256:bookshelf' },
    applicationProvenance: { origin: 'official', version: '1.0.0' },
  })
})

test('a guide that is right is verified: each user signs in, each fault is refused', async () => {
  const verdict = await verify()
  expect(failures(verdict)).toEqual([])
  expect(verdict).toMatchObject({ outcome: 'verified', blame: null, logins: 6 })
  const attempts = verdict.steps.filter(({ kind }) => kind === 'login' || kind === 'refusal')
  expect(attempts.map(({ title, outcome }) => `${title}: ${outcome}`)).toEqual([
    'login: user in librarians: passed',
    'login: user in children: passed',
    'login: user in no group: passed',
    'login: user awkward names: passed',
    'refusal: wrong secret: passed',
    'refusal: unregistered redirect URI: passed',
  ])
  expect(verdict.assertions).toBeGreaterThan(20)
})

test('drift is told with what the provider itself recorded, once', async () => {
  const { provider } = await readGuide()
  const driver: ProviderDriver = {
    tier: 'embedded',
    async start(options) {
      const instance = await provider.drivers.embedded.start(options)
      const recorded = async () => ['mapping "shelves": no attribute groupz']
      return {
        ...instance,
        provision: async (...given) => ({ ...(await instance.provision(...given)), events: recorded }),
      }
    },
  }
  const told = (verdict: Verdict) =>
    verdict.steps.filter(({ message }) => message.includes('no attribute groupz'))
  const [first, ...more] = told(await verify({ 'oidc/callback"': 'oidc/callback/"' }, driver))
  expect(first).toMatchObject({ outcome: 'failed', blame: 'guide' })
  expect(first?.message).toMatch(/ recorded:\n {2}mapping "shelves": no attribute groupz$/)
  expect(more).toEqual([])
  expect(told(await verify({}, driver))).toEqual([])
})

test('every step is known before anything runs, and each has its own id and a place in the guide or its partial', async () => {
  const { plan, provider, application } = await readGuide()
  const subject = subjectOf(provider, application)
  const steps = await planSteps(plan, subject, checked)
  expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
  expect(new Set(steps.map(({ place }) => place.file))).toEqual(new Set([page, partial]))
  expect((await verify()).steps.map(({ id }) => id)).toEqual(steps.map(({ id }) => id))
})

test('a slash too many in a parameter is red in the line of the page that gives it to the partial', async () => {
  const verdict = await verify({ 'oidc/callback"': 'oidc/callback/"' })
  const [failed] = verdict.steps.filter(({ outcome }) => outcome === 'failed')
  expect(verdict).toMatchObject({ outcome: 'drift', blame: 'guide' })
  expect(failed).toMatchObject({
    id: 'login/web/in-librarians',
    expected: 'https://bookshelf.company/oidc/callback',
    actual: 'https://bookshelf.company/oidc/callback/',
    place: { file: page, start: { line: 22 } },
  })
})

test('a slash too many in a partial is red in the line of the partial, with the page that includes it', async () => {
  const { plan, planHash, provider, application } = await readGuide(
    {},
    { '`{props.redirectUri}`': '`https://bookshelf.company/oidc/callback/`' },
  )
  const verdict = await runVerification(plan, {
    subject: subjectOf(provider, application),
    instances,
    checked,
    planHash,
  })
  const [failed] = verdict.steps.filter(({ outcome }) => outcome === 'failed')
  expect(failed?.place).toMatchObject({
    file: partial,
    start: { line: 4 },
    includes: [{ file: page, start: { line: 22 } }],
  })
})

test('a refusal is tried only where the same way works without the fault', async () => {
  const verdict = await verify({ 'oidc/callback"': 'oidc/callback/"' })
  const refusals = verdict.steps.filter(({ kind }) => kind === 'refusal')
  expect(refusals.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped'])
  expect(refusals[0]?.message).toMatch(/^User user1 cannot sign in without the fault: /)
})

test('an issuer that the provider does not have is red where the guide states it, and nothing after it is called red too', async () => {
  const verdict = await verify({ '`https://acme.company`': '`https://acme.company/main`' })
  expect(failures(verdict)).toEqual([
    `discovery/https://acme.company/main ${page}:29:23 guide`,
    `configure ${page}:29:23 guide`,
  ])
  expect(verdict.steps.filter(({ kind, outcome }) => kind === 'login' && outcome === 'skipped')).toHaveLength(
    4,
  )
})

test('a host that nobody answers for is the fault of the guide', async () => {
  const verdict = await verify({ '`https://acme.company`': '`https://acne.company`' })
  expect(verdict).toMatchObject({ outcome: 'drift', blame: 'guide' })
  expect(failures(verdict)[0]).toBe(`discovery/https://acne.company ${page}:29:23 guide`)
})

test("the promise is the guide's own: another shelf in the map is another expectation", async () => {
  expect((await verify({ '`Archive`': '`Cellar`' })).outcome).toBe('verified')
})

const restrictedTo = (groups: string) => ({
  '\n## Bookshelf configuration': `\nIn the client, set:\n\n- **Allowed group**: ${groups}\n\n## Bookshelf configuration`,
})

test('a restriction of access is tried with a user outside', async () => {
  const verdict = await verify(restrictedTo('`librarians`, `children`'))
  expect(failures(verdict)).toEqual([])
  const outside = verdict.steps.find(({ id }) => id === 'refusal/web/user-not-allowed')
  expect(outside).toMatchObject({
    outcome: 'passed',
    assertions: 3,
    message: expect.stringContaining('You may not use this client'),
  })
})

test('a group that is mapped and not let in is red where access is restricted', async () => {
  const verdict = await verify(restrictedTo('`librarians`'))
  const [failed, ...others] = verdict.steps.filter(({ outcome }) => outcome === 'failed')
  expect(others).toEqual([])
  expect(failed).toMatchObject({
    title: 'login: user in children',
    blame: 'guide',
    place: { start: { line: 26 } },
    message: expect.stringContaining('Only librarians may sign in at the provider'),
  })
})

test('a secret that the guide forgets to hand over is red at the application', async () => {
  const verdict = await verify({ '   - **Client secret**: the Client secret from Acme ID\n': '' })
  expect(verdict.steps.find(({ id }) => id === 'configure')).toMatchObject({
    outcome: 'failed',
    blame: 'guide',
  })
})

test('a guide in which nobody signs in is red, however little was wrong with it', async () => {
  const { plan, planHash, provider, application } = await readGuide()
  const { drivers } = application
  const install: ApplicationDriver['install'] = async (options) => ({
    ...(await drivers.profile.install(options)),
    entrances: [],
  })
  const locked = { ...application, drivers: { profile: { ...drivers.profile, install } } }
  const verdict = await runVerification(plan, {
    subject: subjectOf(provider, locked),
    instances,
    checked,
    planHash,
  })
  expect(verdict).toMatchObject({ outcome: 'drift', blame: 'guide', logins: 0 })
  expect(failures(verdict)).toEqual([expect.stringMatching(/^tally /)])
})

test('a stand-in that does not know an answer is neither green nor drift', async () => {
  const shrug: RequestListener = (_request, response) => {
    const { status, headers, body } = notKnown('Acme ID 1.0', 'a request of this kind')
    response
      .writeHead(status, { 'content-type': 'text/plain', [notKnownHeader]: String(headers[notKnownHeader]) })
      .end(body)
  }
  const verdict = await verify({}, await spoiledFrom(12, shrug))
  expect(verdict).toMatchObject({ outcome: 'infrastructure', blame: 'infrastructure' })
  expect(verdict.steps.find(({ outcome }) => outcome === 'failed')?.message).toContain(
    'does not know how Acme ID 1.0',
  )
})

test('a provider that dies in the middle is never drift', async () => {
  const verdict = await verify({}, await spoiledFrom(12, (request) => request.socket.destroy()))
  expect(verdict).toMatchObject({ outcome: 'infrastructure', blame: 'infrastructure' })
  expect(verdict.logins).toBeGreaterThan(0)
  expect(verdict.steps.filter(({ blame }) => blame === 'guide')).toEqual([])
})

test('a provider that hangs is never drift, and the step ends at its limit', async () => {
  const verdict = await verify({}, await spoiledFrom(12, () => {}), 300)
  expect(verdict).toMatchObject({ outcome: 'infrastructure' })
  expect(verdict.steps.find(({ outcome }) => outcome === 'failed')?.message).toMatch(
    /took longer than 300 ms|did not answer/,
  )
})

test('a provider that never starts is waited for once, and the other steps say why they were skipped', async () => {
  const verdict = await verify({}, { tier: 'embedded', start: () => new Promise(() => {}) }, 100)
  expect(verdict).toMatchObject({ outcome: 'infrastructure', blame: 'infrastructure' })
  expect(failures(verdict)).toEqual([expect.stringMatching(/^provision /)])
  const reasons = verdict.steps.filter(({ kind }) => kind === 'login').map(({ message }) => message)
  expect(reasons).toContainEqual(expect.stringContaining('took longer than 100 ms'))
  expect(verdict.durationMs).toBeLessThan(1000)
})

test('a provider that cannot be started is never drift', async () => {
  const verdict = await verify({}, { tier: 'embedded', start: () => Promise.reject(new Error('port taken')) })
  expect(verdict).toMatchObject({ outcome: 'infrastructure', blame: 'infrastructure' })
  expect(failures(verdict)).toEqual([expect.stringMatching(/^provision /)])
})

test('the record for machines has exactly the promised fields', async () => {
  const record = verdictRecord(await verify())
  expect(Object.keys(record)).toEqual([
    ...[
      'guide',
      'file',
      'application',
      'provider',
      'tier',
      'providerVersion',
      'applicationVersion',
      'applicationMode',
    ],
    ...['outcome', 'blame', 'logins', 'assertions', 'durationMs', 'planHash', 'steps'],
  ])
  expect(Object.keys(record.steps[0]!)).toEqual([
    ...[
      'id',
      'kind',
      'file',
      'line',
      'column',
      'outcome',
      'blame',
      'expected',
      'actual',
      'message',
      'durationMs',
    ],
  ])
})
