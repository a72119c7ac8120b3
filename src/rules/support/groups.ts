import type { Place } from '../../plan/place.ts'
import type { Pair } from './products.ts'

export interface Named {
  name: string
  place: Place
}

/** Provider's groups that the application's map or the provider's own restriction names. */
export function namedGroups({ client, party }: Pair): Named[] {
  const rows = party.groupMap.map((row) => ({ name: row.remote, place: row.remotePlace }))
  return [...rows, ...client.allowedGroups].filter(({ name }) => !/[<>]/.test(name))
}
