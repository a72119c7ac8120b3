import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBrowser } from '../../../web/browser.ts'
import type { Gateway } from '../../../web/contract.ts'
import { openGateway } from '../../../web/gateway.ts'
import type { TestUser } from '../../contract.ts'
import { authenticate, type Challenge, refusalIn } from './executor.ts'

const origin = 'https://authentik.company'
const query = 'client_id=abc&next=%2Fapplication%2Fo%2Fauthorize%2F%3Fclient_id%3Dabc'
const user: TestUser = {
  username: 'anna',
  password: 'her own',
  email: 'anna@company.company',
  emailVerified: true,
  givenName: 'Anna',
  familyName: 'Example',
  groups: [],
  why: 'in no group',
}

let web: Gateway
let sent: unknown[]
beforeEach(async () => {
  web = await openGateway()
  sent = []
  web.route('https://app.company', {
    listener: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Welcome'),
  })
})
afterEach(() => web.close())

/** An authentik whose executor hands out these challenges, one for each answer, as the recorded ones do. */
function serve(challenges: readonly Challenge[], end = 'https://app.company/callback?code=1') {
  let solved = 0
  const executor = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', origin)
    expect(url.searchParams.get('query')).toBe(query)
    if (request.method === 'POST') {
      let body = ''
      for await (const chunk of request.setEncoding('utf8')) body += chunk
      sent.push({ ...JSON.parse(body), csrf: request.headers['x-authentik-csrf'] })
      solved += 1
      // A solved stage points to the executor itself.
      response
        .writeHead(302, { location: request.url, 'set-cookie': 'authentik_csrf=t0k; Path=/; Secure' })
        .end()
      return
    }
    const challenge = challenges[solved] ?? {
      component: 'xak-flow-redirect',
      to: '/application/o/authorize/?client_id=abc',
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(challenge))
  }
  web.route(origin, {
    listener(request, response) {
      const path = request.url ?? ''
      if (path.startsWith('/api/v3/flows/executor/')) void executor(request, response)
      else if (path.startsWith('/application/o/authorize/')) response.writeHead(302, { location: end }).end()
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>authentik</title>')
    },
  })
}

async function signIn() {
  const browser = createBrowser(web)
  const page = await browser.open(`${origin}/if/flow/default-authentication-flow/?${query}`)
  return authenticate(browser, page, user)
}

test('answers the stages as the front end does and arrives at the application', async () => {
  serve([
    { component: 'ak-stage-identification', password_fields: false },
    { component: 'ak-stage-password' },
    { component: 'ak-stage-consent', token: 'granted' },
  ])
  expect((await signIn()).url.href).toBe('https://app.company/callback?code=1')
  expect(sent).toEqual([
    { component: 'ak-stage-identification', uid_field: 'anna' },
    { component: 'ak-stage-password', password: 'her own', csrf: 't0k' },
    { component: 'ak-stage-consent', token: 'granted', csrf: 't0k' },
  ])
})

test('types the password where it is asked with the name', async () => {
  serve([{ component: 'ak-stage-identification', password_fields: true }])
  await signIn()
  expect(sent).toEqual([{ component: 'ak-stage-identification', uid_field: 'anna', password: 'her own' }])
})

test.each<[string, Challenge, string]>([
  [
    'a wrong answer',
    { component: 'ak-stage-password', response_errors: { password: [{ string: 'Invalid password' }] } },
    'Invalid password',
  ],
  [
    'a denial',
    { component: 'ak-stage-access-denied', error_message: 'Flow does not apply to current user.' },
    'Flow does not apply to current user.',
  ],
  [
    'a stage that nobody can answer',
    { component: 'ak-stage-captcha' },
    'authentik asks with ak-stage-captcha',
  ],
])('%s is what the page says', async (_, challenge, said) => {
  serve([challenge])
  const page = await signIn()
  expect([page.url.origin, refusalIn(page, origin)]).toEqual([origin, said])
})

test('a form that the front end sends by itself', async () => {
  let posted = ''
  web.route('https://app.company', {
    async listener(request, response) {
      for await (const chunk of request.setEncoding('utf8')) posted += chunk
      response.end('signed in')
    },
  })
  serve([
    {
      component: 'ak-stage-autosubmit',
      url: 'https://app.company/callback',
      attrs: { code: '1', state: 's' },
    },
  ])
  expect((await signIn()).text).toBe('signed in')
  expect(posted).toBe('code=1&state=s')
})
