import { patience } from '../../../machine/patience.ts'
import { askServer, silence } from '../../../web/upstream.ts'
import { Infrastructure } from '../../contract.ts'
import { type Refusal, refusalsIn } from './refusal.ts'

/** authentik's REST API, as little of it as is needed. Paths are those below `/api/v3`, slashes at their ends are exact. */
export interface Rest {
  /** Throws {@link RestRefusal} where authentik says no, {@link Infrastructure} where it does not answer. */
  call<T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<T>
  /** All pages of a list. */
  list<T>(path: string): Promise<T[]>
  /** Removes what may be gone already. */
  remove(path: string): Promise<void>
}

export class RestRefusal extends Error {
  override readonly name = 'RestRefusal'
  readonly status: number
  readonly refusals: readonly Refusal[]
  constructor(status: number, refusals: readonly Refusal[], fallback: string) {
    super(refusals.map(({ message }) => message).join(' ') || fallback)
    this.status = status
    this.refusals = refusals
  }
}

interface Listed<T> {
  pagination: { next: number }
  results: T[]
}

export function openRest(url: string, token: string): Rest {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await reach(`${url}/api/v3${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const what = `${answer.status} to ${method} ${path}`
    if (answer.status >= 500) throw new Infrastructure(`authentik answers ${what}: ${text.slice(0, 500)}`)
    // The only token that there is does not serve: the server is another one, or not set up.
    if (answer.status === 401 || answer.status === 403)
      throw new Infrastructure(
        `authentik at ${url} refuses the token of its administrator (${what}): ${text}`,
      )
    if (!answer.ok) throw new RestRefusal(answer.status, refusalsIn(parsed(text)), what)
    return (text === '' ? null : parsed(text)) as T
  }

  return {
    call,
    async list<T>(path: string) {
      const all: T[] = []
      for (let page = 1; page > 0; ) {
        const query = `${path.includes('?') ? '&' : '?'}page_size=100&page=${page}`
        const { results, pagination } = await call<Listed<T>>('GET', path + query)
        all.push(...results)
        page = pagination.next
      }
      return all
    },
    async remove(path) {
      try {
        await call('DELETE', path)
      } catch (error) {
        if (!(error instanceof RestRefusal && error.status === 404)) throw error
      }
    },
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await askServer(url, { ...init, redirect: 'manual' }, silence(patience()))
  } catch (error) {
    throw new Infrastructure(`authentik does not answer at ${url}: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
