import type { ServerResponse } from 'node:http'
import type { Configuration } from '../configuration.ts'

/** The pages of pgAdmin, v9.18, reduced to what a browser without scripts can tell of them. */

const values = (value: unknown) =>
  JSON.stringify(value).replace(/[<>&']/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`)

export function signInPage(
  response: ServerResponse,
  { sources, providers }: Configuration,
  messages: string[],
) {
  const properties = {
    authSources: sources,
    csrfToken: crypto.randomUUID(),
    loginUrl: '/authenticate/login',
    oauth2Config: providers.map(({ OAUTH2_NAME: name = '', OAUTH2_DISPLAY_NAME: text = '' }) => ({
      OAUTH2_NAME: name,
      OAUTH2_DISPLAY_NAME: text,
    })),
  }
  const others = { messages: messages.map((text) => ['error', text]) }
  page(response, `window.renderSecurityPage('login_user', ${values(properties)},\n${values(others)});`)
}

export function mainPage(response: ServerResponse) {
  page(response, 'require(["sources/generated/app.bundle"])')
}

function page(response: ServerResponse, script: string) {
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><title>pgAdmin 4</title><div id="root"></div><script>\n${script}\n</script>`)
}

export function script(response: ServerResponse, body: string) {
  response.writeHead(200, { 'content-type': 'application/javascript' }).end(body)
}

/** What takes the place of a page where something was thrown (all_exception_handler in pgadmin/__init__.py). */
export function failure(response: ServerResponse, errormsg: string) {
  response
    .writeHead(500, { 'content-type': 'application/json' })
    .end(JSON.stringify({ success: 0, errormsg, info: '', result: null, data: null }))
}
