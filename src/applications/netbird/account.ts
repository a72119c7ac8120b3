import { saysOn } from '../../plan/entered.ts'
import type { RelyingPartyView } from '../../plan/knowledge.ts'
import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Value } from '../../plan/value.ts'
import { type Given, givenIn, lastOf, writtenText, writtenTexts } from '../_shared/given.ts'

/** Account settings that the guide has the first user, its owner, enter in the dashboard. */
export interface AccountSettings {
  jwtGroups: boolean
  /** `jwt_groups_claim_name`; the form takes blanks out. */
  claim: string
  allowGroups: Array<{ text: string; place: Place }>
  /** Rows of a table that tells which group of the token becomes which group in NetBird. */
  expected: RelyingPartyView['groupMap']
  /**
   * What the guide says about users after the first, who are blocked until somebody approves them (since v0.56.0):
   * `off` switches that away, `approve` tells the owner to approve them, `silent` does not speak of later users.
   */
  approval: 'off' | 'approve' | 'required' | 'silent'
  given: { jwtGroups?: Given; claim?: Given; allowGroups?: Given; approval?: Given }
}

export function accountSettings(plan: Plan): AccountSettings {
  const given = givenIn(plan)
  const jwtGroups = lastOf(given, 'jwt_groups_enabled')
  const claim = lastOf(given, 'jwt_groups_claim')
  const allowGroups = lastOf(given, 'jwt_allow_groups')
  const approval = lastOf(given, 'user_approval_required')
  return {
    jwtGroups: jwtGroups !== undefined && saysOn(writtenText(jwtGroups.value)),
    claim: claim ? writtenText(claim.value).replaceAll(' ', '') : '',
    allowGroups: allowGroups
      ? writtenTexts(allowGroups.value).filter((group) => group.text.trim() !== '')
      : [],
    expected: given.filter(({ field }) => field === 'synced_groups').flatMap(({ value }) => rowsOf(value)),
    approval: approvalOf(plan, approval),
    given: { jwtGroups, claim, allowGroups, approval },
  }
}

function rowsOf(value: Value): RelyingPartyView['groupMap'] {
  if (value.kind !== 'map') return []
  return value.entries.flatMap(({ from, to, place }) =>
    writtenTexts(from).flatMap((remote) =>
      writtenTexts(to).map((local) => ({
        remote: remote.text,
        local: local.text,
        place,
        remotePlace: remote.place,
        localPlace: local.place,
      })),
    ),
  )
}

function approvalOf(plan: Plan, stated: Given | undefined): AccountSettings['approval'] {
  const tells = plan.facts.some((fact) => fact.kind === 'action' && fact.label === 'Approve')
  if (stated && !saysOn(writtenText(stated.value))) return 'off'
  if (tells) return 'approve'
  return stated ? 'required' : 'silent'
}
