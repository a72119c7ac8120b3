import { first } from '../config-local.ts'
import { notices } from '../messages.ts'
import type { Concern } from './concern.ts'

/** A list that nobody can meet lets nobody in; only its absence, or `None`, lets everybody (pgadmin/authenticate/oauth2.py, v9.18). */
export const claims: Concern = ({ file, configuration: { providers } }) => {
  const wanted = providers[0]?.OAUTH2_ADDITIONAL_CLAIMS
  if (wanted === undefined || wanted === null || hasValues(wanted)) return []
  const key = `${first}.OAUTH2_ADDITIONAL_CLAIMS`
  return [
    {
      message: `Nobody is let in: "${notices.unauthorised}"`,
      help: "Name a claim and its values, as in `{'groups': ['staff']}`, or leave `OAUTH2_ADDITIONAL_CLAIMS` out",
      place: (file.of(key) ?? file.below(key)[0])?.place ?? file.place!,
      actual: JSON.stringify(wanted),
    },
  ]
}

function hasValues(wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return false
  return Object.values(wanted).some((values) => [values].flat().length > 0)
}
