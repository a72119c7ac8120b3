import type { Place } from '../../../plan/place.ts'
import type { Plan } from '../../../plan/plan.ts'
import { type Given, givenIn, writtenText } from '../../_shared/given.ts'

/** Roles, and the group names that give them; whoever has none of these groups starts as untrusted. */
export const roles = ['admin', 'trusted', 'untrusted']

/** A row of the guide's own table of groups and roles. */
export interface Row {
  remote: string
  local: string
  place: Place
  remotePlace: Place
  localPlace: Place
}

export interface Stated {
  given: Given[]
  /** The last statement of a field: a form is filled in from top to bottom. */
  of(field: string): Given | undefined
  /** Its text with angle tokens as written; undefined when the guide says nothing. */
  text(field: string): string | undefined
  rows: Row[]
}

export function statedIn(plan: Plan): Stated {
  const given = givenIn(plan)
  const of = (field: string) => given.findLast((one) => one.field === field)
  const table = of('roles')?.value
  return {
    given,
    of,
    text(field) {
      const one = of(field)
      return one && writtenText(one.value)
    },
    rows:
      table?.kind === 'map'
        ? table.entries.map(({ from, to, place }) => ({
            remote: writtenText(from),
            local: writtenText(to),
            place,
            remotePlace: from.place,
            localPlace: to.place,
          }))
        : [],
  }
}

/** The option of **Login Type**, as the API knows it; null for a text that is none of the options. */
export function loginType(stated: Stated): 'basic' | 'forms' | 'oidc' | 'none' | null {
  const text = stated.text('login_type')?.trim().toLowerCase()
  // As installed: the wizard of the first start asks for it, and most choose the form.
  if (text === undefined) return 'forms'
  return loginTypes.find(([option, value]) => [option.toLowerCase(), value].includes(text))?.[1] ?? null
}

const loginTypes = [
  ['Basic Auth (Dialog)', 'basic'],
  ['Forms Login', 'forms'],
  ['OpenID Connect', 'oidc'],
  ['None (Insecure)', 'none'],
] as const
