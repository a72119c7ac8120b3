import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Refused } from '../../../providers/contract.ts'
import { enteredText } from '../../_shared/given.ts'
import { loginType, statedIn } from '../knowledge/settings.ts'
import { forcedType } from '../messages.ts'
import { vocabulary } from '../vocabulary.ts'
import { SaveRefused, type Store, type Stored } from './store.ts'

/** Field of the vocabulary for each key of the form; the first five are marked with an asterisk. */
const fields: ReadonlyArray<[key: keyof Stored, field: string, required: boolean]> = [
  ['oidc_client_id', 'client_id', true],
  ['oidc_client_secret', 'client_secret', true],
  ['oidc_endpoint', 'endpoint', true],
  ['oidc_scope', 'scopes', true],
  ['oidc_username_claim', 'username_claim', true],
  ['oidc_group_claim', 'group_claim', false],
  ['oidc_redirect_scheme', 'redirect_scheme', false],
  ['oidc_logout_url', 'logout_url', false],
]

/** Fills in Settings > Security as the guide says and clicks **Save**. Throws `Refused` at the value to blame. */
export async function fillIn(plan: Plan, bindings: Bindings, store: Store): Promise<void> {
  const stated = statedIn(plan)
  const type = loginType(stated)
  const chosen = stated.of('login_type')
  if (type === null) {
    throw new Refused(`**Login Type** has no option \`${stated.text('login_type')}\``, chosen?.place ?? null)
  }
  const forced = stated.of('force_login_type')
  const lock = forced && enteredText(forced.value, bindings).trim().toLowerCase()
  if (forced && lock && lock !== type) {
    throw new Refused(`**Login Type** cannot be changed: ${forcedType}`, forced.place)
  }
  const scheme = stated.of('redirect_scheme')
  if (scheme && !['http', 'https', 'auto'].includes(enteredText(scheme.value, bindings).trim())) {
    throw new Refused(`**${scheme.label}** has no option \`${stated.text('redirect_scheme')}\``, scheme.place)
  }
  const entered = fields.map(([key, field, required]) => {
    const one = stated.of(field)
    const text = one ? enteredText(one.value, bindings) : ''
    if (required && type === 'oidc' && text === '') {
      const message = `**${labelOf(field)}** is empty: Please fill out this field.`
      throw new Refused(message, one?.place ?? chosen?.place ?? null)
    }
    return [key, text] as const
  })
  try {
    await store.save({ ...Object.fromEntries(entered), login_type: type })
  } catch (error) {
    if (!(error instanceof SaveRefused)) throw error
    const [, field = ''] = fields.find(([key]) => key === error.key) ?? []
    throw new Refused(error.message, stated.of(field)?.place ?? null)
  }
}

function labelOf(field: string): string {
  return (
    vocabulary.labels.find((label) => label.object === 'settings' && label.field === field)?.text ?? field
  )
}
