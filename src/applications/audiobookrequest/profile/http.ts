import { type Gateway, Unreachable } from '../../../web/contract.ts'

/** aiohttp follows redirects by itself, ten at most. */
const mostRedirects = 10

/** One request as aiohttp makes it. Throws {@link Unreachable} and what `URL` throws. */
export async function send(gateway: Gateway, url: string, init: RequestInit = {}): Promise<Response> {
  let [target, request] = [new URL(url), init]
  for (let count = 0; count <= mostRedirects; count++) {
    const answer = await gateway.fetch(target, request)
    const location = answer.headers.get('location')
    if (location === null || answer.status < 300 || answer.status > 399) return answer
    target = new URL(location, target)
    // After 301, 302 and 303 a form is not sent again.
    const repeat = answer.status >= 307 || (request.method ?? 'GET') === 'GET'
    request = repeat ? request : { ...request, method: 'GET', body: undefined }
  }
  throw new Unreachable(url, 'failed', 'too many redirects')
}

/** The body as JSON; aiohttp refuses any other content type. */
export async function jsonOf(answer: Response): Promise<unknown> {
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  if (!/^application\/([\w.+-]+\+)?json$/i.test(type)) {
    throw new TypeError(
      `${answer.status}, message='Attempt to decode JSON with unexpected mimetype: ${type}'`,
    )
  }
  return answer.json()
}
