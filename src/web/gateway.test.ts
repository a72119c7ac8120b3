import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Gateway } from './contract.ts'
import { openGateway } from './gateway.ts'

const opened: Gateway[] = []
afterEach(() => Promise.all(opened.splice(0).map((gateway) => gateway.close())))

async function gateway() {
  const one = await openGateway()
  opened.push(one)
  return one
}

test("serves the guide's own https host, with a certificate that its authority signed", async () => {
  const web = await gateway()
  web.route('https://keycloak.company', {
    listener: (request, response) => {
      response.end(`${request.headers.host} ${request.headers['x-forwarded-proto']} ${request.url}`)
    },
  })
  const answer = await web.fetch('https://keycloak.company/realms/x?y=1')
  expect(await answer.text()).toBe('keycloak.company https /realms/x?y=1')
  expect(web.ca).toContain('BEGIN CERTIFICATE')
})

test('keeps origins apart: scheme, host and port', async () => {
  const web = await gateway()
  for (const origin of ['http://app.company', 'https://app.company', 'http://localhost:53000']) {
    web.route(origin, { listener: (_, response) => response.end(origin) })
  }
  for (const origin of ['http://localhost:53000', 'https://app.company', 'http://app.company']) {
    expect(await (await web.fetch(`${origin}/`)).text()).toBe(origin)
  }
})

test('two gateways give the same host to different servers', async () => {
  const [one, two] = [await gateway(), await gateway()]
  one.route('https://same.company', { listener: (_, response) => response.end('one') })
  two.route('https://same.company', { listener: (_, response) => response.end('two') })
  const answers = await Promise.all([one, two].map((web) => web.fetch('https://same.company/')))
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['one', 'two'])
})

test('never leaves the machine: a host without a route is unreachable and says which are known', async () => {
  const web = await gateway()
  web.route('https://known.company', { listener: (_, response) => response.end() })
  await expect(web.fetch('https://other.company/')).rejects.toMatchObject({
    name: 'Unreachable',
    why: 'no-route',
    message: expect.stringContaining('known: https://known.company'),
  })
})

test('passes requests on to a running server, and names it when it is gone', async () => {
  const server = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (body) => response.end(`${request.headers.host} got ${body}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const web = await gateway()
  web.route('https://real.company', { upstream })
  const answer = await web.fetch('https://real.company/token', { method: 'POST', body: 'a=b' })
  expect(await answer.text()).toBe('real.company got a=b')

  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  const gone = await web.fetch('https://real.company/')
  expect([gone.status, await gone.text()]).toEqual([502, expect.stringContaining(upstream)])
})

test('a server that drops the connection is unreachable by failure, not by a missing route', async () => {
  const web = await gateway()
  web.route('https://broken.company', { listener: (request) => request.socket.destroy() })
  await expect(web.fetch('https://broken.company/')).rejects.toMatchObject({ why: 'failed' })
})

test('cookies, redirects and bodies arrive as they were sent', async () => {
  const web = await gateway()
  web.route('https://app.company', {
    listener: (_, response) => {
      response.writeHead(302, { location: '/next', 'set-cookie': ['a=1', 'b=2'] }).end()
    },
  })
  const answer = await web.fetch('https://app.company/')
  expect(answer).toBeInstanceOf(Response)
  expect([answer.status, answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual([
    302,
    '/next',
    ['a=1', 'b=2'],
  ])
})

test('tells which origins have a route, as URL.origin has them', async () => {
  const web = await gateway()
  for (const origin of ['https://keycloak.company:443/', 'http://localhost:53000'])
    web.route(origin, { listener: (_, response) => response.end() })
  expect(web.origins?.()).toEqual(['https://keycloak.company', 'http://localhost:53000'])
})
