import type { Browser, Page } from '../../../web/contract.ts'
import { answer, saying } from './pages.ts'
import { reauthenticate } from './passkey.ts'

/*
 * Before v2.10 nothing but a page stood at /authorize: its script asked the server for a code and took the reader back.
 * Source: frontend/src/routes/authorize/+page.svelte, +page.ts and lib/services/oidc-service.ts, v2.9.0.
 */

/** What the page was asked for: in its address, or pushed before (RFC 9126). */
interface Asked {
  scope: string
  callbackURL: string
  state: string | null
  nonce?: string
  responseMode?: string
  prompt?: string
}

interface Pushed {
  scope: string
  redirectURI: string
  state?: string
  nonce?: string
  responseMode?: string
  prompt?: string
}

/** `error` where the answer belongs to the application. */
interface Authorized {
  code?: string
  callbackURL?: string
  issuer?: string
  requiresRedirect?: boolean
  error?: string
}

export async function authorizeOnPage(browser: Browser, page: Page): Promise<Page> {
  const { origin, pathname, searchParams } = page.url
  if (pathname !== '/authorize') return page
  const clientId = searchParams.get('client_id') ?? ''
  const requestURI = searchParams.get('request_uri') ?? undefined
  const api = `${origin}/api/oidc`
  const post = (path: string, body: object) =>
    browser.fetch(`${api}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const client = await answer<{ requiresReauthentication?: boolean }>(
    await browser.fetch(`${api}/clients/${clientId}/meta`),
  )
  if ('refusal' in client) return saying(page, client.refusal)
  const asked = await askedOf(browser, api, searchParams, clientId, requestURI)
  if ('refusal' in asked) return saying(page, asked.refusal)
  const { scope, callbackURL, nonce, responseMode, prompt } = asked.value
  const needed = await answer<object>(await post('authorization-required', { scope, clientId, requestURI }))
  if ('refusal' in needed) return saying(page, needed.refusal)
  const asksAgain = client.value.requiresReauthentication || prompt?.split(' ').includes('login')
  const again = asksAgain ? await reauthenticate(browser, origin) : { token: undefined }
  if ('refusal' in again) return saying(page, again.refusal)
  const told = await answer<Authorized>(
    await post('authorize', {
      ...{ clientId, scope, callbackURL, nonce, responseMode, prompt, requestURI },
      reauthenticationToken: again.token,
      codeChallenge: searchParams.get('code_challenge') ?? undefined,
      codeChallengeMethod: searchParams.get('code_challenge_method') ?? undefined,
    }),
  )
  if ('refusal' in told) return saying(page, told.refusal)
  if (told.value.error) return saying(page, told.value.error)
  return goBack(browser, asked.value, told.value)
}

async function askedOf(
  browser: Browser,
  api: string,
  parameters: URLSearchParams,
  clientId: string,
  requestURI: string | undefined,
): Promise<{ value: Asked } | { refusal: string }> {
  const get = (name: string) => parameters.get(name) ?? undefined
  const stated = {
    scope: get('scope') ?? '',
    callbackURL: get('redirect_uri') ?? '',
    state: get('state') ?? null,
    nonce: get('nonce'),
    responseMode: get('response_mode'),
    prompt: get('prompt'),
  }
  if (requestURI === undefined) return { value: stated }
  const query = new URLSearchParams({ client_id: clientId, request_uri: requestURI })
  const pushed = await answer<Pushed>(await browser.fetch(`${api}/par-request-info?${query}`))
  if ('refusal' in pushed) return pushed
  const { redirectURI, state = stated.state, ...rest } = pushed.value
  return { value: { ...stated, ...rest, callbackURL: redirectURI, state } }
}

/** The script's own way of `response_mode`: a form, the fragment or the query. */
function goBack(
  browser: Browser,
  { state, responseMode, callbackURL: asked }: Asked,
  { code = '', issuer = '', callbackURL = asked }: Authorized,
): Promise<Page> {
  const fields = { code, ...(state && { state }), iss: issuer }
  if (responseMode === 'form_post')
    return browser.submit({ id: null, action: callbackURL, method: 'POST', fields }, {})
  const target = new URL(callbackURL)
  if (responseMode === 'fragment') target.hash = new URLSearchParams(fields).toString()
  else for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value)
  return browser.follow(target)
}
