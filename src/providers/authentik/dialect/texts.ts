import { type Answer, escapeHtml, html, json } from '../../../embedded/message.ts'

/* Pages and error answers. Recorded run of 2026.5. */

const page = (status: number, title: string, body: string): Answer =>
  html(
    status,
    `<!doctype html><html><head><title>${escapeHtml(title)}</title></head><body>${body}</body></html>`,
  )

const footer = '<a href="/">Go home</a> <p>Powered by authentik</p>'

export const notFound = (): Answer => page(404, 'authentik', `<h1>Not Found</h1> ${footer}`)

export const errorPage = (heading: string, text: string): Answer =>
  page(400, 'authentik', `<h1>${heading}</h1> <p>${text}</p> ${footer}`)

export const redirectError = (): Answer =>
  errorPage(
    'Redirect URI Error',
    'The request fails due to a missing, invalid, or mismatching redirection URI (redirect_uri).',
  )

export const clientError = (): Answer =>
  errorPage('Client ID Error', 'The client identifier (client_id) is missing or invalid.')

export const denied = (username: string): Answer =>
  page(
    200,
    'Permission denied - authentik',
    `<h1>Permission denied</h1> <p>${escapeHtml(username)}</p> <a href="/flows/-/cancel/">Not you?</a> <p>Request has been denied.</p> ${footer}`,
  )

/** Django's: the text is longer where the browser sent no cookie at all. */
export const forbidden = (hasCookie: boolean): Answer =>
  page(
    403,
    '403 Forbidden',
    `<h1>Forbidden (403)</h1> <p>CSRF verification failed. Request aborted.</p> <p>${
      hasCookie
        ? 'More information is available with DEBUG=True.'
        : 'You are seeing this message because this site requires a CSRF cookie when submitting forms. This cookie is required for security reasons, to ensure that your browser is not being hijacked by third parties. If you have configured your browser'
    }</p>`,
  )

export const notAllowed = (allow: string): Answer => ({
  status: 405,
  headers: { 'content-type': 'text/html; charset=utf-8', allow },
  body: '',
})

/** A form that stands in for a page which authentik's front end draws by script. */
export const formPage = (title: string, action: string, fields: string, text = ''): Answer =>
  page(
    200,
    title,
    `<p>${escapeHtml(text)}</p><form id="ak-stage" method="post" action="${escapeHtml(action)}">${fields}<button>Continue</button></form>`,
  )

export const textPage = (title: string, text: string): Answer =>
  page(200, title, `<p>${escapeHtml(text)}</p>`)

const descriptions = {
  invalid_client:
    'Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method)',
  invalid_grant:
    'The provided authorization grant or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client',
  unsupported_grant_type: 'The authorization grant type is not supported by the authorization server',
} as const

/** All with status 400, `invalid_client` too. */
export const tokenError = (error: keyof typeof descriptions, requestId: string): Answer =>
  json(
    400,
    { error, error_description: descriptions[error], request_id: requestId },
    { 'cache-control': 'no-store' },
  )

const bearerDescriptions = {
  invalid_token: 'The access token provided is expired, revoked, malformed, or invalid for other reasons',
  insufficient_scope: 'The request requires higher privileges than provided by the access token',
} as const

export const bearerError = (status: 401 | 403, error: keyof typeof bearerDescriptions): Answer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'www-authenticate': `error="${error}", error_description="${bearerDescriptions[error]}"`,
  },
  body: '',
})
