import type { Browser, Page } from '../../../web/contract.ts'
import { Infrastructure } from '../../contract.ts'
import { minorOf } from '../versions.ts'
import { authorizeOnPage } from './authorize-page.ts'
import { answer, reasonOf, saying } from './pages.ts'
import { reauthenticate } from './passkey.ts'

/**
 * Pocket ID's pages are drawn by scripts and ask for a passkey. A one-time code logs in as well, by the call that the
 * page `/lc/<code>` makes; what the scripts do from there on is done here, call by call.
 */
export async function authenticate(
  browser: Browser,
  page: Page,
  { code, version }: { code: string; version: string },
): Promise<Page> {
  const { origin, pathname } = page.url
  if (pathname === '/interaction/error') return page
  const entered = await browser.fetch(`${origin}/api/one-time-access-token/${code}`, { method: 'POST' })
  if (!entered.ok)
    throw new Infrastructure(
      `Pocket ID does not take the one-time code that it made: ${await reasonOf(entered)}`,
    )
  return minorOf(version) < 10 ? authorizeOnPage(browser, page) : completeInteraction(browser, page)
}

interface Interaction {
  currentStep?: 'authenticate' | 'select_account' | 'reauthenticate' | 'consent'
}

interface Completed {
  interaction?: Interaction
  redirectUrl?: string
}

/** Source: frontend/src/routes/interaction/+page.svelte and backend/internal/oidc/interaction_session_dto.go, v2.14.0. */
async function completeInteraction(browser: Browser, page: Page): Promise<Page> {
  const id = page.url.searchParams.get('interaction')
  if (page.url.pathname !== '/interaction' || id === null) return page
  const path = `${page.url.origin}/api/oidc/interactions/${encodeURIComponent(id)}`
  const begun = await answer<Interaction>(await browser.fetch(path))
  if ('refusal' in begun) return saying(page, begun.refusal)
  let { currentStep: step } = begun.value
  while (step !== undefined) {
    if (step === 'reauthenticate') {
      const again = await reauthenticate(browser, page.url.origin)
      if ('refusal' in again) return saying(page, again.refusal)
    }
    const told = await answer<Completed>(
      await browser.fetch(`${path}/complete`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ step }),
      }),
    )
    if ('refusal' in told) return saying(page, told.refusal)
    const { interaction, redirectUrl } = told.value
    if (redirectUrl) return browser.follow(new URL(redirectUrl, page.url))
    if (interaction?.currentStep === step) return saying(page, `The step ${step} does not end`)
    step = interaction?.currentStep
  }
  return page
}
