import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { LoadContext } from '@docusaurus/types'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SiteData } from './data.ts'
import { docusaurusTouchstone } from './index.ts'
import { loadGuides } from './load.ts'
import { carryOut } from './testing/evidence.ts'
import { copySite, project, type Site } from './testing/site.ts'

const partial = 'docs/integrations/_partials/applications/technitium/redirect-uris.mdx'

let site: Site
beforeEach(async () => {
  site = copySite()
  carryOut(site, await loadGuides(site))
})
afterEach(() => {
  site.remove()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

/** What the host calls when it builds (`production`) or serves (`development`) the site. */
function load(mode: 'production' | 'development') {
  vi.stubEnv('NODE_ENV', mode)
  return docusaurusTouchstone({ siteDir: site.root } as LoadContext).loadContent!()
}

test('a build goes on with warnings, which are printed', async () => {
  const printed = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const list = 'docs/integrations/_partials/providers/keycloak/placeholders.mdx'
  site.edit(list, { '- `<realm>`': '- `<spare>` is never used.\n- `<realm>`' })
  carryOut(site, await loadGuides(site))
  expect((await load('production')).guides).not.toEqual([])
  expect(printed.mock.calls.flat().join('\n')).toContain('Placeholder `<spare>` is declared and never used')
})

test('a build stops at a finding, the development server shows it on the page', async () => {
  site.edit(partial, { '/sso/callback': '/sso/callbakk' })
  await expect(load('production')).rejects.toThrow(`${partial}:1:`)
  const { guides } = await load('development')
  const shown = guides.find(({ guide }) => guide === 'technitium/keycloak')
  expect(shown?.findings).toContainEqual(
    expect.objectContaining({ file: partial, line: 1, severity: 'error', ruleId: 'redirects/differ' }),
  )
  expect(shown?.verdicts).toMatchObject([{ tier: 'embedded', outcome: 'outdated' }])
  expect(guides.find(({ guide }) => guide === 'netbird/keycloak')).toMatchObject({
    findings: [],
    verdicts: [{ outcome: 'verified', stale: false }],
  })
})

test('a failed step is shown with its message', async () => {
  const all = await loadGuides(site)
  carryOut(site, all, { failed: { blame: 'provider', message: 'no answer', title: 'login' } })
  const { guides } = await load('development')
  expect(guides[0]?.verdicts).toMatchObject([
    {
      outcome: 'drift',
      blame: 'provider',
      steps: [{ title: 'login', outcome: 'failed', message: 'no answer' }],
    },
  ])
})

test('verdicts with other versions stand beside, with what failed and nothing else', async () => {
  const all = await loadGuides(site)
  carryOut(site, all, {
    ...{ failed: { title: 'login', message: 'no such button' }, otherRelease: '26.4.0' },
  })
  const { guides } = await load('development')
  expect(guides[0]).toMatchObject({
    verdicts: [{ tier: 'embedded', outcome: 'verified' }],
    otherVersions: [
      ...[{ tier: 'container', outcome: 'drift', providerVersion: '26.4.0', steps: [{ title: 'login' }] }],
    ],
  })
})

test('whichever plugin the host reloads last, pages are given what was loaded last', async () => {
  vi.stubEnv('NODE_ENV', 'development')
  const plugin = docusaurusTouchstone({ siteDir: site.root } as LoadContext)
  const given: SiteData[] = []
  const setGlobalData = (data: unknown) => given.push(data as SiteData)
  /** At the end of every reload, of ours and of others. */
  const end = () => plugin.allContentLoaded!({ actions: { setGlobalData } } as never)
  const before = await plugin.loadContent!()
  await end()
  site.edit(partial, { '/sso/callback': '/sso/callbakk' })
  const after = await plugin.loadContent!()
  await end()
  expect(given).toEqual([before, after])
  expect(after).not.toEqual(before)
})

test('docusaurus build itself: one character in a partial, and nothing is built', async () => {
  site.edit(partial, { '/sso/callback': '/sso/callbakk' })
  const { code, output } = await docusaurusBuild(site)
  expect(output).toContain(`${partial}:1:4 error redirects/differ`)
  expect(output).toContain('expected: https://technitium.company/sso/callback\n')
  expect(output).toContain('pages:    technitium/authentik, technitium/keycloak, technitium/pocket-id\n')
  expect(code).toBe(1)
})

async function docusaurusBuild({ root }: Site): Promise<{ code: number | null; output: string }> {
  const bin = `${project}/node_modules/@docusaurus/core/bin/docusaurus.mjs`
  const child = spawn(process.execPath, [bin, 'build', root], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
  })
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((done) => child.once('close', done)),
  ])
  return { code: child.exitCode, output: out + err }
}
