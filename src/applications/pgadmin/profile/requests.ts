import { STATUS_CODES } from 'node:http'
import type { Gateway } from '../../../web/contract.ts'
import { answers, errors, tell } from '../messages.ts'

/** As many redirects as the library follows. */
const most = 30

/** Redirects are followed with GET, as requests does for everything but HEAD (requests/sessions.py, 2.32). */
export async function send(gateway: Gateway, url: string, init?: RequestInit): Promise<Response> {
  let [target, options] = [url, init]
  for (let count = 0; count <= most; count++) {
    const answer = await gateway.fetch(target, options)
    const location = answer.headers.get('location')
    if (location === null || answer.status < 300 || answer.status > 399) return answer
    target = new URL(location, target).href
    if (answer.status < 307) options = { headers: init?.headers }
  }
  throw new Error(`Exceeded ${most} redirects.`)
}

/** The answer's JSON. Throws what `raise_for_status` and `json` throw. */
export async function jsonOf(answer: Response, url: string): Promise<Record<string, unknown>> {
  mustBeFine(answer, url)
  return parsed(answer)
}

/** Throws in the words of requests where the status says that something went wrong. */
export function mustBeFine({ status, statusText }: Response, url: string): void {
  if (status < 400) return
  const reason = statusText || (STATUS_CODES[status] ?? '')
  const message = status < 500 ? answers.clientError : answers.serverError
  throw new Error(tell(message, String(status), reason, url))
}

export async function parsed(answer: Response): Promise<Record<string, unknown>> {
  try {
    return (await answer.json()) as Record<string, unknown>
  } catch {
    throw new Error(errors.noJson)
  }
}
