import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultsOf, warningsOf } from './gate.ts'
import { type LoadedGuide, loadGuides } from './load.ts'
import { carryOut } from './testing/evidence.ts'
import { copySite, type Site } from './testing/site.ts'

const partial = 'docs/integrations/_partials/applications/technitium/redirect-uris.mdx'
const page = 'docs/integrations/technitium/keycloak.mdx'
const pages = ['technitium/authentik', 'technitium/keycloak', 'technitium/pocket-id']

let site: Site
let guides: LoadedGuide[]
beforeEach(async () => {
  site = copySite()
  guides = await loadGuides(site)
})
afterEach(() => site.remove())

const faults = async () => faultsOf(await loadGuides(site), site.read)
const warnings = async (now = new Date()) => warningsOf(await loadGuides(site), site.read, now)

test('the guides as they stand, each carried out: nothing stops the build and nothing is warned of', async () => {
  expect(guides.length).toBeGreaterThanOrEqual(12)
  carryOut(site, guides)
  expect(await faults()).toEqual([])
  expect(await warnings()).toEqual([])
})

test('one character of a redirect URI in a partial: one reason, at its line, with all pages that include it', async () => {
  carryOut(site, guides)
  site.edit(partial, { '/sso/callback': '/sso/callbakk' })
  const found = await faults()
  const reason = found.find((fault) => fault.startsWith(`${partial}:1:`))
  expect(reason).toContain('> 1 | - `https://technitium.company/sso/callbakk`')
  expect(reason).toContain('  expected: https://technitium.company/sso/callback\n')
  expect(reason).toContain('  actual:   https://technitium.company/sso/callbakk\n')
  expect(reason).toContain('  blame:    guide\n')
  expect(reason).toContain(`  pages:    ${pages.join(', ')}\n`)
  expect(reason).toContain(`npm run verify -- ${pages.join(' ')}`)
  for (const name of pages) {
    const outdated = found.filter((fault) =>
      fault.startsWith(`docs/integrations/${name}.mdx: the guide says`),
    )
    expect(outdated, name).toHaveLength(1)
  }
  expect(found.filter((fault) => !/technitium/.test(fault.split('\n')[0]!))).toEqual([])
})

test('a guide that nobody has carried out', async () => {
  carryOut(
    site,
    guides.filter(({ guide }) => guide !== 'technitium/keycloak'),
  )
  expect(await faults()).toEqual([
    `${page}: nobody has carried this guide out, expected evidence of a run\n  mend: npm run verify -- technitium/keycloak`,
  ])
})

test('a guide that says something else than what was carried out, though no rule objects', async () => {
  carryOut(site, guides)
  site.edit(page, { 'Three things to know:': 'Know three things:' })
  expect(await faults()).toEqual([])
  site.edit(page, {
    [site.read(page)]: site.read(page).replaceAll('clientId="technitium"', 'clientId="dns"'),
  })
  expect(await faults()).toEqual([
    `${page}: the guide says something else than what was carried out last\n  mend: npm run verify -- technitium/keycloak`,
  ])
})

test('drift: the step, its place in the partial, what was expected and what happened, who is to blame, the command', async () => {
  const place = {
    ...{ file: partial, includes: [] },
    start: { line: 1, column: 3, offset: 2 },
    end: { line: 1, column: 43, offset: 42 },
  }
  carryOut(site, guides)
  carryOut(
    site,
    guides.filter(({ guide }) => guide === 'technitium/keycloak'),
    {
      failed: {
        ...{ title: 'login: user in dns-admins', place, blame: 'guide' },
        ...{
          message: 'Keycloak refused the redirect URI',
          expected: 'a login page',
          actual: 'an error page',
        },
      },
    },
  )
  expect(await faults()).toEqual([
    [
      `${partial}:1:3 drift: login: user in dns-admins`,
      '  Keycloak refused the redirect URI',
      '  expected: a login page',
      '  actual:   an error page',
      '  blame:    guide (embedded tier, 1 failed steps)',
      '  mend:     correct the guide, then: npm run verify -- technitium/keycloak',
    ].join('\n'),
  ])
})

test('drift with another version stops the build only where the guide promises that version', async () => {
  carryOut(site, guides)
  const chosen = guides.filter(({ guide }) => guide === 'technitium/keycloak')
  const failed = { title: 'login', blame: 'guide', message: 'no such button' } as const
  carryOut(site, chosen, { failed, otherRelease: '26.8.0' })
  expect(await faults()).toEqual([])
  const version = 'docs/integrations/_partials/providers/keycloak/version.mdx'
  site.edit(version, { '26.7': '26.7 or later' })
  const all = await loadGuides(site)
  carryOut(site, all)
  carryOut(
    site,
    all.filter(({ guide }) => guide === 'technitium/keycloak'),
    { failed, otherRelease: '26.8.0' },
  )
  const [fault, ...others] = await faults()
  expect(others).toEqual([])
  expect(fault).toContain('blame:    guide (container tier, 26.8.0, 1 failed steps)')
  expect(fault).toContain(
    'mend:     correct the guide or the version that it promises, then: ' +
      'npm run verify -- technitium/keycloak --tier container --provider-version 26.8.0',
  )
})

test('evidence that has expired is warned of, with the command, and stops nothing', async () => {
  carryOut(site, guides, { now: new Date('2024-02-01T00:00:00Z') })
  expect(await faults()).toEqual([])
  const told = await warnings()
  expect(told).toHaveLength(guides.length)
  expect(told).toContain(
    'technitium/keycloak: verified on 2024-02-01, too long ago.\n  mend: npm run verify -- technitium/keycloak',
  )
  expect(await warnings(new Date('2024-02-02T00:00:00Z'))).toEqual([])
})

test('a finding of severity warning is told with its place, and stops nothing', async () => {
  const list = 'docs/integrations/_partials/providers/keycloak/placeholders.mdx'
  site.edit(list, { '- `<realm>`': '- `<spare>` is never used.\n- `<realm>`' })
  carryOut(site, await loadGuides(site))
  expect(await faults()).toEqual([])
  const [warning, ...others] = await warnings()
  expect(others).toEqual([])
  expect(warning).toContain(`${list}:5:4 warning placeholders/unused`)
  expect(warning).toContain('> 5 | - `<spare>` is never used.')
})

test('a guide that includes a partial that is not there is named, with the command that shows why', async () => {
  carryOut(site, guides)
  site.edit(page, { 'keycloak/secret.mdx': 'keycloak/secrets.mdx' })
  const [fault, ...others] = await faults()
  expect(others).toEqual([])
  expect(fault).toContain(`${page}: cannot be read as a guide`)
  expect(fault).toContain('keycloak/secrets.mdx')
  expect(fault).toContain('npm run plan -- technitium/keycloak')
})
