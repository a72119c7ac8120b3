import { ProxyAgent, request } from 'undici'
import { afterEach, expect, test } from 'vitest'
import type { Gateway } from './contract.ts'
import { openGateway } from './gateway.ts'
import { openProxy, type WayIn } from './proxy.ts'

let [web, proxy]: [Gateway | null, WayIn | null] = [null, null]
afterEach(async () => {
  await proxy?.close()
  await web?.close()
})

async function through(url: string, credentials = (own: string) => own) {
  web = await openGateway()
  proxy = await openProxy(web)
  for (const origin of ['https://keycloak.company', 'http://keycloak.company'])
    web.route(origin, {
      listener: ({ url: path, headers }, response) => response.end(`${headers['x-forwarded-proto']} ${path}`),
    })
  const uri = credentials(proxy.url('127.0.0.1'))
  const dispatcher = new ProxyAgent({ uri, requestTls: { ca: web.ca }, proxyTunnel: url.startsWith('https') })
  try {
    const answer = await request(url, { dispatcher })
    return `${answer.statusCode} ${await answer.body.text()}`
  } finally {
    await dispatcher.close()
  }
}

test("an outsider reaches the guide's hosts under their own names, checked against the gateway's authority", async () => {
  expect(await through('https://keycloak.company/realms/x?y=1')).toBe('200 https /realms/x?y=1')
})

test('plain http too', async () => {
  expect(await through('http://keycloak.company/realms/x?y=1')).toBe('200 http /realms/x?y=1')
})

test('nobody passes without the credentials of this run', async () => {
  const wrong = (own: string) => own.replace(/:[0-9a-f]+@/, ':guessed@')
  await expect(through('https://keycloak.company/', wrong)).rejects.toThrow('407')
  await proxy?.close()
  await web?.close()
  await expect(through('http://keycloak.company/', wrong)).rejects.toThrow('407')
})
