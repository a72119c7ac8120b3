import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBrowser } from './browser.ts'
import type { Gateway } from './contract.ts'
import { openGateway } from './gateway.ts'

let web: Gateway
beforeEach(async () => {
  web = await openGateway()
})
afterEach(() => web.close())

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

function serve(origin: string, answers: Record<string, Answer>) {
  web.route(origin, {
    async listener(request, response) {
      let body = ''
      for await (const chunk of request.setEncoding('utf8')) body += chunk
      const path = request.url?.split('?')[0] ?? ''
      const answer = answers[path]
      if (answer) answer(request, response, body)
      else response.writeHead(404).end('nothing here')
    },
  })
}

const html = (response: ServerResponse, text: string) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end(text)

test('follows redirects across hosts, keeps the fragment and remembers every visit', async () => {
  serve('https://app.company', {
    '/start': (_, response) => response.writeHead(302, { location: 'https://idp.company/login' }).end(),
    '/back': (_, response) => html(response, '<title>In</title><p>Welcome'),
  })
  serve('https://idp.company', {
    '/login': (_, response) =>
      response.writeHead(303, { location: 'https://app.company/back?code=1#callback' }).end(),
  })
  const browser = createBrowser(web)
  const page = await browser.open('https://app.company/start')
  expect(page.url.href).toBe('https://app.company/back?code=1#callback')
  expect([page.title, page.text]).toEqual(['In', 'Welcome'])
  expect(browser.history.map((visit) => visit.status)).toEqual([302, 303, 200])
})

test('fills in and submits a login form with its hidden fields', async () => {
  serve('https://idp.company', {
    '/login': (_, response) =>
      html(
        response,
        `<form id="login" method="post" action="/check?tab=1&amp;x=2"><input type=hidden name=csrf value=t0k>
         <input name=username><input type=password name=password><button name=go value=1>Sign in</button></form>`,
      ),
    '/check': (request, response, body) => response.end(`${request.url} ${body}`),
  })
  const browser = createBrowser(web)
  const page = await browser.open('https://idp.company/login')
  const [form] = page.forms
  expect(form).toMatchObject({ id: 'login', method: 'POST', fields: { csrf: 't0k', username: '' } })
  const next = await browser.submit(form!, { username: 'zoë', password: 'p w' })
  expect(next.body).toBe('/check?tab=1&x=2 csrf=t0k&username=zo%C3%AB&password=p+w')
})

test('sends on a page that submits itself, without the cookies that the receiver keeps to its own site', async () => {
  serve('https://app.company', {
    '/start': (_, response) =>
      response
        .writeHead(302, {
          location: 'https://idp.company/authorize',
          'set-cookie': ['strict=1; SameSite=Strict', 'lax=1; SameSite=Lax', 'none=1; SameSite=None; Secure'],
        })
        .end(),
    '/callback': (request, response, body) =>
      response.end(`${request.method} ${body} ${request.headers.cookie}`),
  })
  serve('https://idp.company', {
    '/authorize': (_, response) =>
      html(
        response,
        `<form method="post" action="https://app.company/callback"><input type=hidden name=code value=abc></form>
         <script>document.forms[0].submit()</script>`,
      ),
  })
  const page = await createBrowser(web).open('https://app.company/start')
  expect(page.body).toBe('POST code=abc none=1')
})

test('a secure cookie stays away from plain http', async () => {
  serve('https://app.company', {
    '/set': (_, response) => response.writeHead(200, { 'set-cookie': 'sid=1; Secure' }).end(),
  })
  serve('http://app.company', { '/get': (request, response) => response.end(String(request.headers.cookie)) })
  const browser = createBrowser(web)
  await browser.open('https://app.company/set')
  expect((await browser.open('http://app.company/get')).body).toBe('undefined')
})

test('each browser is a private window', async () => {
  serve('https://app.company', {
    '/set': (_, response) => response.writeHead(200, { 'set-cookie': 'sid=1' }).end(),
    '/get': (request, response) => response.end(String(request.headers.cookie)),
  })
  const [anna, bert] = [createBrowser(web), createBrowser(web)]
  await anna.open('https://app.company/set')
  expect((await anna.open('https://app.company/get')).body).toBe('sid=1')
  expect((await bert.open('https://app.company/get')).body).toBe('undefined')
})

test('gives up on a redirect loop', async () => {
  serve('https://app.company', {
    '/loop': (_, response) => response.writeHead(302, { location: '/loop' }).end(),
  })
  await expect(createBrowser(web).open('https://app.company/loop')).rejects.toThrow('more than 20 times')
})

test('a script reads the cookies of its address that are not HttpOnly, and no others', async () => {
  serve('https://app.company', {
    '/in': (_, response) =>
      response
        .writeHead(200, {
          'set-cookie': ['token=abc; Max-Age=120', 'hidden=x; HttpOnly', 'far=y; Path=/other'],
        })
        .end('in'),
  })
  const browser = createBrowser(web)
  await browser.open('https://app.company/in')
  expect(await browser.scriptCookies('https://app.company/')).toEqual({ token: 'abc' })
})

test('an address that a page leads to gets no strict cookies of another site, one that is typed does', async () => {
  serve('https://app.company', {
    '/': (_, response) => response.writeHead(200, { 'set-cookie': 'a=1; SameSite=Strict; Secure' }).end(),
    '/back': (request, response) => response.end(request.headers.cookie ?? 'none'),
  })
  serve('https://idp.company', { '/': (_, response) => html(response, 'a script goes on') })
  const browser = createBrowser(web)
  await browser.open('https://app.company/')
  await browser.open('https://idp.company/')
  expect((await browser.follow('https://app.company/back')).text).toBe('none')
  expect((await browser.open('https://app.company/back')).text).toBe('a=1')
})
