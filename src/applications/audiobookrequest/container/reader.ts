import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Infrastructure, Refused } from '../../../providers/contract.ts'
import { createBrowser } from '../../../web/browser.ts'
import type { Gateway } from '../../../web/contract.ts'
import { enteredText, type Given } from '../../_shared/given.ts'
import { type Stated, statedIn } from '../knowledge/settings.ts'
import { refusals } from '../messages.ts'
import { vocabulary } from '../vocabulary.ts'
import { type Field, fieldsOf, toastOf } from './security-page.ts'

/** The administrator of the first start. */
export interface Administrator {
  username: string
  password: string
}

/**
 * The administrator at the pages of AudioBookRequest, `home` with a slash at its end: signs in with the password, opens
 * Settings > Security, fills in the form and clicks **Save**.
 */
export function createReader(gateway: Gateway, home: string, { username, password }: Administrator) {
  const browser = createBrowser(gateway)
  const post = (path: string, values: Record<string, string>) =>
    browser.fetch(new URL(path, home), {
      method: 'POST',
      headers: { 'HX-Request': 'true', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(values).toString(),
    })
  let signedIn = false

  /** Not sent away by the change of the login type: this session ends with the installation (authentication.py, v1.10.4). */
  async function signIn() {
    if (signedIn) return
    const answer = await post('auth/login/hx-login', { username, password })
    if (!answer.headers.has('hx-redirect')) {
      throw new Infrastructure(`The administrator cannot sign in to AudioBookRequest: ${await told(answer)}`)
    }
    signedIn = true
  }

  return {
    /** Throws `Refused` in the words of the form or the application, at the value that they are about. */
    async save(plan: Plan, bindings: Bindings): Promise<void> {
      await signIn()
      const { status, body, text } = await browser.open(new URL('settings/security', home))
      if (status !== 200) throw new Infrastructure(`Settings > Security answered ${status}: ${text}`)
      const stated = statedIn(plan)
      const answer = await post('settings/security/hx-update', fillIn(fieldsOf(body), stated, bindings))
      const refusal = await told(answer)
      if (refusal !== null) throw new Refused(refusal, placeOf(refusal, stated))
    },
  }
}

/** What is sent when the form is left as it is but for what the guide enters. Throws `Refused` where the form stops the reader. */
export function fillIn(fields: readonly Field[], stated: Stated, bindings: Bindings): Record<string, string> {
  const values = new Map<string, string>()
  for (const field of fields) {
    const given = statedFor(field, stated)
    const isShown = field.types === null || field.types.includes(values.get('login_type') ?? '')
    if (!isShown) continue
    const text = given ? enteredText(given.value, bindings) : null
    const value = given && text !== null && field.options ? chosen(field, text, given) : (text ?? field.value)
    if (field.disabled && value !== field.value) {
      const place = stated.of('force_login_type')?.place ?? given?.place ?? null
      throw new Refused(`**${field.label}** cannot be changed: ${field.note}`, place)
    }
    if (field.required && value === '') {
      const place = given?.place ?? stated.of('login_type')?.place ?? null
      throw new Refused(`**${field.label}** is empty: Please fill out this field.`, place)
    }
    values.set(field.name, value)
  }
  const missing = settings.find(
    ({ text, field }) => stated.of(field!) && !fields.some((one) => one.label === text),
  )
  if (missing) {
    throw new Refused(
      `Settings > Security has no field **${missing.text}**`,
      stated.of(missing.field!)!.labelPlace,
    )
  }
  // A field that is greyed out is not sent.
  return Object.fromEntries(
    [...values].filter(([name]) => !fields.some((one) => one.name === name && one.disabled)),
  )
}

/** What the guide may call a field of this page. */
const settings = vocabulary.labels.filter(({ object, field }) => object === 'settings' && field)

/** The guide's last word on a field, found by the label that the page shows. */
function statedFor({ label }: Field, stated: Stated): Given | undefined {
  const known = settings.find(({ text }) => text === label)
  return known?.field ? stated.of(known.field) : undefined
}

function chosen({ label, options }: Field, text: string, { place }: Given): string {
  const wanted = text.trim().toLowerCase()
  const found = options?.find((one) => [one.text.toLowerCase(), one.value].includes(wanted))
  if (!found) throw new Refused(`**${label}** has no option \`${text}\``, place)
  return found.value
}

async function told(answer: Response): Promise<string | null> {
  const text = await answer.text()
  return answer.ok ? toastOf(text) : text
}

/** Which value a refusal is about. Source: app/internal/auth/oidc_config.py, v1.10.4. */
function placeOf(refusal: string, stated: Stated) {
  const [scopesLead = ''] = refusals.scopes([]).split('[')
  const fields: Array<[start: string, field: string]> = [
    [scopesLead, 'scopes'],
    [refusals.usernameClaim, 'username_claim'],
    [refusals.groupClaim, 'group_claim'],
  ]
  const [, field = 'endpoint'] = fields.find(([start]) => refusal.startsWith(start)) ?? []
  return stated.of(field)?.place ?? null
}
