import type { Place } from '../../../plan/place.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { Value } from '../../../plan/value.ts'
import { type Given, givenIn, writtenTexts } from '../../_shared/given.ts'
import type * as shared from '../../_shared/stated.ts'
import { type Row, rowsOfTable, statedAmong } from '../../_shared/stated.ts'

/** What the guide enters, with the rows of the Group Map: from the console's table, or from `remote:local` in a variable. */
export interface Stated extends shared.Stated {
  rows: Row[]
}

export function statedIn(plan: Plan): Stated {
  return statedBy(givenIn(plan))
}

/**
 * The guide's statements by source, where it gives the whole configuration more than once: on the console, and again as
 * a file. Sources that state only a part belong to all of them and are left out.
 */
export function alternativesIn({ given }: Stated): Stated[] {
  const sources = Map.groupBy(
    given.filter(({ field }) => coreFields.includes(field) || otherFields.includes(field)),
    ({ fact }) => (fact.kind === 'block' ? fact.id : `console ${fact.variant ?? ''}`),
  )
  const whole = [...sources.values()].filter((own) => {
    const core = new Set(own.map(({ field }) => field).filter((field) => coreFields.includes(field)))
    return core.size > 1
  })
  return whole.length > 1 ? whole.map(statedBy) : []
}

/** Two of these make a configuration of single sign-on. */
const coreFields = ['sso_enabled', 'authority', 'client_id']

/** The rest of it. What is left belongs to the proxy and the container, whichever way the reader follows. */
const otherFields = [
  'client_secret',
  'client_secret_file',
  'metadata_address',
  'scopes',
  'allow_signup',
  'mapped_users_only',
  'group_map',
]

function statedBy(given: Given[]): Stated {
  const stated = statedAmong(given)
  const map = stated.of('group_map')
  return { ...stated, rows: map ? rowsOf(map.value) : [] }
}

/** Rows in order. `a:b,c:d` is split as the server splits it: at commas, then at the first colon. */
export function rowsOf(value: Value): Row[] {
  if (value.kind === 'map') return rowsOfTable(value)
  return writtenTexts(value).flatMap(({ text, place }) =>
    text.split(',').flatMap((pair) => {
      const at = pair.indexOf(':')
      if (at < 0) return []
      const [remote, local] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
      return [{ remote, local, place, remotePlace: place, localPlace: place }]
    }),
  )
}

/** Scopes as rows of the console or words of the variable, with their places; null when the guide says nothing. */
export function statedScopes({ of }: Stated): Array<{ scope: string; place: Place }> | null {
  const one = of('scopes')
  if (!one) return null
  // The console takes a row as it is; only the variable is split, at commas and spaces.
  const split = one.fact.kind === 'block' ? /[\s,]+/ : /(?!)/
  return writtenTexts(one.value).flatMap(({ text, place }) =>
    text
      .split(split)
      .map((scope) => ({ scope: scope.trim(), place }))
      .filter(({ scope }) => scope !== ''),
  )
}

/** On, off, or what the guide leaves as it is; null when the text is neither. */
export function switchOf(stated: Stated, field: string, initially: boolean): boolean | null {
  const text = stated.text(field)?.trim()
  if (text === undefined) return initially
  if (/^(on|true|yes|enabled?|checked|active)$/i.test(text)) return true
  return /^(off|false|no|disabled?|unchecked|inactive)$/i.test(text) ? false : null
}
