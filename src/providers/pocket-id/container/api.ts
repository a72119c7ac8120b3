import { patience } from '../../../machine/patience.ts'
import { askServer, silence } from '../../../web/upstream.ts'
import { Infrastructure } from '../../contract.ts'

/** Pocket ID's REST API with its static key. Source: backend/internal/controller, v2.9.0 and v2.14.0; base `/api`. */
export interface Api {
  /** Throws {@link ApiRefusal} where Pocket ID says no, {@link Infrastructure} where it does not answer. */
  call<T = unknown>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T>
}

/** `message` is the product's own. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export function openApi(url: string, key: string): Api {
  return {
    async call<T>(method: string, path: string, body?: unknown) {
      const answer = await reach(`${url}/api${path}`, {
        method,
        headers: { 'x-api-key': key, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (answer.ok) return (text === '' ? null : JSON.parse(text)) as T
      const reason = reasonIn(text) ?? `${answer.status} to ${method} ${path}`
      if (answer.status === 401 || answer.status === 403)
        throw new Infrastructure(`Pocket ID at ${url} does not take the API key: ${reason}`)
      if (answer.status === 429 || answer.status >= 500)
        throw new Infrastructure(`Pocket ID answers ${answer.status} to ${method} ${path}: ${reason}`)
      throw new ApiRefusal(answer.status, reason)
    },
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await askServer(url, init, silence(patience()))
  } catch (error) {
    throw new Infrastructure(`Pocket ID does not answer at ${url}: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** `{error, code, details?}` since v2.13, `{error}` before. */
function reasonIn(text: string): string | null {
  try {
    const { error } = JSON.parse(text)
    return typeof error === 'string' ? error : null
  } catch {
    return null
  }
}
