import { patience } from '../../../machine/patience.ts'
import { Infrastructure } from '../../../providers/contract.ts'
import { askServer, silence } from '../../../web/upstream.ts'

export interface Api {
  get<T>(path: string): Promise<T>
  put(path: string, body: unknown): Promise<void>
  post<T>(path: string, body: unknown): Promise<T>
}

/** The management API as somebody with this authorization uses it; whatever it refuses was not the guide's idea. */
export function apiOf(server: string, authorization: string): Api {
  async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await reach(`${server}/api/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) {
      throw new Infrastructure(`NetBird's API answered ${response.status} to ${method} ${path}: ${text}`)
    }
    return (text === '' ? null : JSON.parse(text)) as T
  }
  return {
    get: (path) => send('GET', path),
    put: (path, body) => send('PUT', path, body),
    post: (path, body) => send('POST', path, body),
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await askServer(url, init, silence(patience()))
  } catch (error) {
    throw new Infrastructure(`NetBird does not answer at ${url}: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
