import type { Plan } from '../../../plan/plan.ts'
import { givenIn } from '../../_shared/given.ts'
import type * as shared from '../../_shared/stated.ts'
import { type Row, rowsOfTable, statedAmong } from '../../_shared/stated.ts'

/** Roles, and the group names that give them; whoever has none of these groups starts as untrusted. */
export const roles = ['admin', 'trusted', 'untrusted']

/** What the guide enters, with the rows of its table of groups and roles. */
export interface Stated extends shared.Stated {
  rows: Row[]
}

export function statedIn(plan: Plan): Stated {
  const stated = statedAmong(givenIn(plan))
  return { ...stated, rows: rowsOfTable(stated.of('roles')?.value) }
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
