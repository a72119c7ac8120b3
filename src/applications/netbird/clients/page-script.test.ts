import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import type { Gateway } from '../../../web/contract.ts'
import { openGateway } from '../../../web/gateway.ts'
import { PageScript } from './page-script.ts'

let web: Gateway
beforeEach(async () => {
  web = await openGateway()
})
afterEach(() => web.close())

/** `/open` is for everybody, `/ours` for the page, `/theirs` for another page, `/silent` says nothing. */
const origins: Readonly<Record<string, string>> = {
  '/open': '*',
  '/ours': 'https://netbird.company',
  '/theirs': 'https://other.company',
}

function scriptOn(origin: string): PageScript {
  web.route('https://idp.company', {
    listener(request, response) {
      const allowed = origins[request.url ?? '']
      response.writeHead(200, allowed ? { 'access-control-allow-origin': allowed } : {}).end('{"ok":true}')
    },
  })
  return new PageScript(createBrowser(web), origin)
}

test('an answer reaches the script only when it names the origin of the page', async () => {
  const script = scriptOn('https://netbird.company')
  expect(await script.json('https://idp.company/open')).toEqual({ ok: true })
  expect(await script.json('https://idp.company/ours')).toEqual({ ok: true })
  expect(await script.json('https://idp.company/theirs')).toBeNull()
  expect(await script.json('https://idp.company/silent')).toBeNull()
})

test('a server that never speaks of origins is not judged by them', async () => {
  expect(await scriptOn('https://netbird.company').json('https://idp.company/silent')).toEqual({ ok: true })
})

test('what is no address gets no answer', async () => {
  expect(await scriptOn('https://netbird.company').fetch('undefined')).toBeNull()
})
