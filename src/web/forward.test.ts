import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Forwarded } from './forward.ts'
import { openGateway } from './gateway.ts'
import { askServer, silence } from './upstream.ts'

/** Limits of a fiftieth: asks after 200 ms, for 100 ms, and waits 600 ms for who lives. */
const factor = 0.02

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function before(upstream: string) {
  const web = await openGateway({ patience: factor })
  onTestFinished(() => web.close())
  web.route('https://idp.company', { upstream })
  const heard: Forwarded[] = []
  web.observe?.((_, forwarded) => heard.push(forwarded))
  const get = async (path: string) => {
    const start = performance.now()
    const { status } = await web.fetch(`https://idp.company${path}`)
    return { status, milliseconds: performance.now() - start }
  }
  return { get, heard, web }
}

test('a server that hangs is waited for once: what comes later is told at once', async () => {
  const upstream = await serve(() => {})
  const { get, heard } = await before(upstream)
  const [first, second] = [await get('/login'), await get('/token')]
  expect([first.status, second.status]).toEqual([504, 504])
  expect(first.milliseconds).toBeGreaterThan(280)
  expect(second.milliseconds).toBeLessThan(100)
  expect(heard).toMatchObject([
    { path: '/login', failure: expect.stringContaining('the server hangs') },
    { path: '/token', failure: expect.stringContaining('the server hangs') },
  ])
})

test('in every network of this process, and for drivers too', async () => {
  const upstream = await serve(() => {})
  await expect(askServer(`${upstream}/admin`, {}, silence(factor))).rejects.toMatchObject({ why: 'timeout' })
  const { get } = await before(upstream)
  expect((await get('/login')).milliseconds).toBeLessThan(100)
  await expect(askServer(`${upstream}/admin`)).rejects.toThrow('the server hangs')
})

test('a server that lives gets its time for one slow answer', async () => {
  const upstream = await serve(({ url }, response) => {
    setTimeout(() => response.end(), url === '/slow' ? 400 : 0)
  })
  const { get, heard } = await before(upstream)
  expect((await get('/slow')).status).toBe(200)
  expect((await askServer(`${upstream}/slow`, {}, silence(factor))).status).toBe(200)
  expect(heard).toMatchObject([{ path: '/slow', status: 200, failure: null }])
})

test('and not for ever', async () => {
  const upstream = await serve(({ url }, response) => void (url === '/stuck' || response.end()))
  const { get, heard } = await before(upstream)
  expect((await get('/stuck')).status).toBe(504)
  expect(heard[0]?.failure).toBe('silent for 0.6 s, while the server answers others')
  expect((await get('/else')).status).toBe(200)
})

test('a server that dies within its answer ends the answer', async () => {
  const upstream = await serve((request, response) => {
    response.write('half of')
    setTimeout(() => request.socket.destroy(), 50)
  })
  const { web } = await before(upstream)
  await expect(web.fetch('https://idp.company/')).rejects.toMatchObject({ why: 'failed' })
})

test('what a driver asks is answered with status, headers and body', async () => {
  const upstream = await serve((_, response) => {
    response.writeHead(201, { location: '/made' }).end('{"id":1}')
  })
  const answer = await askServer(`${upstream}/things`, { method: 'POST', body: '{}' })
  expect([answer.status, answer.headers.get('location'), await answer.json()]).toEqual([
    201,
    '/made',
    { id: 1 },
  ])
})

test('a server that is gone says so at once', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  await expect(askServer(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
    why: 'failed',
    message: expect.stringContaining('ECONNREFUSED'),
  })
})

test('a server that closes a connection after its answer, and does not say so, is no failure', async () => {
  const server = createTcpServer((socket) => {
    let asked = 0
    socket
      .on('error', () => {})
      .on('data', () => {
        asked += 1
        if (asked > 1) return socket.resetAndDestroy()
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
  })
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { get } = await before(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  expect([(await get('/first')).status, (await get('/second')).status]).toEqual([200, 200])
})
