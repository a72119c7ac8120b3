import { afterAll, expect, test } from 'vitest'
import { readGuide } from '../../plugins/vitest-guide/testing/fictional.ts'
import { type Catalogue, type LookedUp, shippedCatalogue } from '../plan/catalogue.ts'
import { formatPlace } from '../plan/place.ts'
import { Infrastructure, type Provider } from '../providers/contract.ts'
import { loadProviders } from './catalogue.ts'
import { createInstances } from './instances.ts'
import { disagreements, lookUp } from './look-up.ts'
import { runVerification } from './run.ts'
import { textsOfVocabulary } from './screen-texts.ts'
import { subjectOf } from './subject.ts'

const instances = createInstances()
afterAll(() => instances.stop())

const everything = async (): Promise<LookedUp> => {
  const { provider } = await readGuide()
  const shown = textsOfVocabulary(provider.vocabulary).map(({ text }) => text)
  return { version: '1.0.0', shown, absent: [] }
}

const without = (text: string, { version, shown, absent }: LookedUp): LookedUp => ({
  version,
  shown: [...shown.filter((one) => one !== text), 'Redirect URIs'],
  absent: [...absent, text],
})

/** Carries the fictional guide out against an Acme ID that the change makes of it. */
async function verify(tier: 'embedded' | 'container', change: (provider: Provider) => Provider) {
  const { plan, planHash, provider, application } = await readGuide()
  const subject = subjectOf(change(provider), application, { tier })
  const checked = { findings: [], rules: 1 }
  const { steps, ...verdict } = await runVerification(plan, { subject, instances, checked, planHash })
  const failed = steps.filter(({ outcome }) => outcome === 'failed')
  return { ...verdict, steps, failed: failed.map((step) => ({ ...step, at: formatPlace(step.place) })) }
}

/** Acme ID's only driver, as that of a real server with these texts on its screens. */
const running = (id: string, catalogue: () => Promise<Catalogue>) => (acme: Provider) => ({
  ...acme,
  id,
  drivers: {
    ...acme.drivers,
    container: {
      tier: 'container' as const,
      start: async (options: { version: string }) => ({
        ...(await acme.drivers.embedded.start(options)),
        catalogue,
      }),
    },
  },
})

test('a label that the running product does not show is drift in its line, with the versions that show it', async () => {
  const all = await everything()
  const renamed = shippedCatalogue(without('Redirect URI', { ...all, version: '2.0.0' }))
  const verdict = await verify('container', (acme) => ({
    ...running('renamed', async () => renamed)(acme),
    lookedUp: () => [all],
  }))
  expect(verdict).toMatchObject({ outcome: 'drift', blame: 'guide' })
  expect(verdict.failed).toMatchObject([
    {
      id: 'word/provider/redirect-uri',
      at: 'docs/integrations/_partials/providers/acme/client.mdx:4:8',
      message: 'Acme ID 2.0.0 shows no **Redirect URI** on any screen (1.0.0 does)',
      expected: 'Redirect URIs',
      actual: 'Redirect URI',
    },
  ])
})

test('without the product, what is shipped about its version is held against the guide', async () => {
  const data = without('Create client', await everything())
  const verdict = await verify('embedded', (acme) => ({ ...acme, lookedUp: () => [data] }))
  expect(verdict.failed.map(({ id, blame }) => `${id} ${blame}`)).toEqual([
    'word/provider/create-client guide',
  ])
})

test('each text that is looked up is an assertion; a version about which nothing is shipped is held to its vocabulary', async () => {
  const data = await everything()
  const verified = await verify('embedded', (acme) => ({ ...acme, lookedUp: () => [data] }))
  const other = await verify('embedded', (acme) => ({
    ...acme,
    lookedUp: () => [{ ...data, version: '9.0.0' }],
  }))
  expect([verified.outcome, other.outcome]).toEqual(['verified', 'verified'])
  expect(verified.assertions).toBeGreaterThan(other.assertions)
})

test('a product whose texts cannot be read is never drift', async () => {
  const verdict = await verify(
    'container',
    running('mute', () => Promise.reject(new Infrastructure('no answer'))),
  )
  expect(verdict).toMatchObject({ outcome: 'infrastructure', blame: 'infrastructure' })
  expect(verdict.failed.map(({ message }) => message)).toEqual(['no answer'])
})

test('only texts of the vocabulary are shipped, and a vocabulary that the product contradicts is told', () => {
  const label = (text: string, since?: string) => ({ text, kind: 'button' as const, since })
  const vocabulary = {
    ...{ id: 'acme', names: ['Acme ID'], objects: [], labels: [], maps: [], formats: [], captures: [] },
    controls: [label('Save'), label('Store all'), label('Undo', '3.0.0')],
  }
  const texts = new Set(['Save', 'Store it all', 'Undo', 'Cancel'])
  const catalogue = { version: '2.0.0', shows: (text: string) => texts.has(text), texts: () => texts }
  expect(lookUp(vocabulary, catalogue)).toEqual({
    version: '2.0.0',
    shown: ['Save', 'Undo'],
    absent: ['Store all'],
  })
  expect(disagreements(vocabulary, catalogue).map(({ message }) => message)).toEqual([
    '2.0.0 shows no "Store all", the nearest text is "Store it all"',
    '2.0.0 shows "Undo", said to exist since 3.0.0',
  ])
})

test('a text that other screens show as well does not tell when a field came', () => {
  const note = { object: 'client', field: 'note', type: 'text' as const, since: '3.0.0' }
  const acme = {
    ...{ id: 'acme', names: ['Acme ID'], objects: [], controls: [], maps: [], formats: [], captures: [] },
    labels: [
      { ...note, text: 'Note', elsewhere: true as const },
      { ...note, text: 'Remark' },
    ],
  }
  const shown = shippedCatalogue({ version: '2.0.0', shown: ['Note', 'Remark'], absent: [] })
  expect(disagreements(acme, shown).map(({ text }) => text)).toEqual(['Remark'])
})

test('a release candidate may show what its release shows, and what the one before showed', () => {
  const label = { object: 'client', field: 'note', type: 'text' as const }
  const acme = {
    ...{ id: 'acme', names: ['Acme ID'], objects: [], controls: [], maps: [], formats: [], captures: [] },
    labels: [
      { ...label, text: 'Note', since: '2.0.0' },
      { ...label, text: 'Remark', until: '2.0.0' },
      { ...label, text: 'Name' },
    ],
  }
  const missed = (shown: string[]) =>
    disagreements(
      acme,
      shippedCatalogue({
        version: '2.0.0-rc1',
        shown,
        absent: ['Note', 'Remark', 'Name'].filter((text) => !shown.includes(text)),
      }),
    ).map(({ text }) => text)
  expect([missed(['Note', 'Name']), missed(['Remark', 'Name']), missed([])]).toEqual([[], [], ['Name']])
})

test('our vocabularies agree with what was looked up in the running products', async () => {
  const held = [...(await loadProviders()).values()].flatMap((provider) =>
    (provider.lookedUp?.() ?? []).map((data) => ({ provider, data })),
  )
  expect(held.map(({ provider, data }) => `${provider.id} ${data.version}`)).toEqual(
    expect.arrayContaining(['keycloak 26.4.0', 'keycloak 26.7.0', 'pocket-id 2.9.0', 'pocket-id 2.14.0']),
  )
  for (const { provider, data } of held)
    expect(disagreements(provider.vocabulary, shippedCatalogue(data))).toEqual([])
})
