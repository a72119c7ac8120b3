import type { Located } from '../../../plan/entered.ts'
import type { Place } from '../../../plan/place.ts'
import type { Registration } from '../client.ts'
import { type Api, ApiRefusal } from './api.ts'

/** A server's tables, as far as a registration fills them: names of groups are unique, everything else is taken. */
export function fakeApi(groups: readonly string[] = []) {
  const tables = new Map<string, Array<{ id: string; name?: string }>>([
    ['user-groups', groups.map((name) => ({ id: `id-of-${name}`, name }))],
  ])
  const calls: string[] = []
  const api: Api = {
    async call<T>(method: string, path: string, body?: { name?: string }) {
      calls.push(`${method} ${path}`)
      const [, table = '', id] = /^\/(user-groups|users|oidc\/clients)(?:\/([^?]+))?/.exec(path) ?? []
      const rows = tables.get(table) ?? []
      if (method === 'GET') return { data: [...rows] } as T
      if (method === 'DELETE')
        tables.set(
          table,
          rows.filter((row) => row.id !== id),
        )
      if (path.includes('/secret')) return { secret: 'a-secret' } as T
      if (method !== 'POST') return null as T
      if (table === 'user-groups' && rows.some(({ name }) => name === body?.name))
        throw new ApiRefusal(400, 'Name is already in use')
      const made = { id: `${table}-${rows.length + 1}`, name: body?.name }
      tables.set(table, [...rows, made])
      return made as T
    },
  }
  return { api, calls, names: (table: string) => (tables.get(table) ?? []).map(({ name }) => name) }
}

export const at = (line: number): Place => {
  const point = { line, column: 1, offset: line }
  return { file: 'guide.mdx', start: point, end: point, includes: [] }
}

export const typed = (text: string, line = 1): Located => {
  const place = at(line)
  return { text, place, value: { kind: 'literal', text, place } }
}

/** A guide's client with one group that may sign in. */
export const registration: Registration = {
  name: 'Ledger',
  clientId: null,
  callbackUrls: [typed('https://ledger.company/cb', 5)],
  logoutCallbackUrls: [],
  ...{ isPublic: false, pkceEnabled: true, parRequired: false, skipConsent: false, reauthentication: false },
  restricted: true,
  allowedGroups: [typed('clerks', 9)],
  groups: [{ ...typed('clerks', 3), friendlyName: 'Clerks' }],
  customClaims: [],
  secret: 'made',
  place: at(5),
}
