/** One HTTP request as the product would see it, body read, under the guide's own origin. */
export interface Request {
  method: string
  /** External address, `https://keycloak.company/realms/r/protocol/openid-connect/auth?…`. */
  url: URL
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  /** Fields of an `application/x-www-form-urlencoded` body; empty otherwise. */
  form: URLSearchParams
  /** The body as text. */
  text: string
}

/** One HTTP answer. Several cookies are several values of `set-cookie`. */
export interface Answer {
  status: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string | readonly string[]>>
  body: string
}

/** Builds a request from the parts that tests and internal calls have at hand. */
export function request(method: string, url: URL | string, rest: Partial<Request> = {}): Request {
  const form = rest.form ?? new URLSearchParams()
  return {
    method,
    url: new URL(url),
    headers: rest.headers ?? {},
    form,
    text: rest.text ?? form.toString(),
  }
}

export function json(status: number, body: unknown, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

export function html(status: number, body: string, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body }
}

export function text(status: number, body: string, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body }
}

export function redirect(
  status: 301 | 302 | 303 | 307,
  location: string,
  headers: Answer['headers'] = {},
): Answer {
  return { status, headers: { location, ...headers }, body: '' }
}

/** The same answer with more cookies. */
export function withCookies(answer: Answer, cookies: readonly string[]): Answer {
  if (!cookies.length) return answer
  const own = answer.headers['set-cookie'] ?? []
  return {
    ...answer,
    headers: { ...answer.headers, 'set-cookie': [...(typeof own === 'string' ? [own] : own), ...cookies] },
  }
}

/** Cookies of a `cookie` header, by name. */
export function cookiesOf(request: Request): Map<string, string> {
  return new Map(
    (request.headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim().split('='))
      .filter(([name]) => name)
      .map(([name = '', ...value]) => [name, value.join('=')]),
  )
}

/** Text for an HTML text node or a quoted attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/**
 * What a stand-in answers where it does not know the product: never a success, and it says so.
 * 501 because no product under test answers 501 by itself.
 */
export function notKnown(product: string, what: string): Answer {
  const reason = `this stand-in does not know how ${product} answers here: ${what}`
  return text(501, `NotKnown: ${reason}`, { [notKnownHeader]: encodeURI(reason) })
}

/** Says so to whoever watches the network, whatever the application makes of the answer; percent-encoded. */
export const notKnownHeader = 'x-touchstone-not-known'

/** The text of {@link notKnown}, or null for any other answer. */
export function notKnownReason(answer: { status: number; body: string }): string | null {
  return answer.status === 501 && answer.body.startsWith('NotKnown: ') ? answer.body.slice(10) : null
}
