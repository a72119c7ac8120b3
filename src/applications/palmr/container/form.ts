import type { Place } from '../../../plan/place.ts'
import { Refused } from '../../../providers/contract.ts'
import type { Row, RowField } from '../row.ts'
import { scopesOf } from '../row.ts'

/** What the dialog sends for a row; the server decides what it keeps of it. */
export type Sent = Readonly<Record<string, string | boolean>>

const needed: RowField[] = ['provider_name', 'display_name', 'client_id', 'client_secret']

/**
 * The dialog of a provider of one's own, filled in; `text` gives what the reader types into a field. Throws `Refused` in
 * the words with which the dialog itself stops the reader. Source: add-provider-form.tsx:118-141 and
 * use-auth-providers.ts:82-97, v3.3.2-beta.
 */
export function ownProvider(row: Row, text: (field: RowField) => string, place: Place | null): Sent {
  const missing = needed.find((field) => text(field) === '')
  if (missing) {
    const words = 'Please fill in all required fields (name, display name, client ID, client secret)'
    throw new Refused(words, row.given(missing)?.place ?? place)
  }
  const endpoints = {
    authorizationEndpoint: text('authorization_endpoint'),
    tokenEndpoint: text('token_endpoint'),
    userInfoEndpoint: text('userinfo_endpoint'),
  }
  const [url, all] = [text('provider_url'), Object.values(endpoints).every((one) => one !== '')]
  const at = row.given('provider_url')?.place ?? place
  if (!url && !all) {
    const words = 'Either provide a Provider URL for automatic discovery OR all three custom endpoints'
    throw new Refused(words, at)
  }
  if (url && all) {
    const words = 'Choose either automatic discovery (Provider URL) OR manual endpoints, not both'
    throw new Refused(words, at)
  }
  const entered = Object.entries({ issuerUrl: url, ...endpoints }).filter(([, value]) => value !== '')
  return {
    name: row.name,
    displayName: text('display_name'),
    type: row.type,
    icon: '',
    clientId: text('client_id'),
    clientSecret: text('client_secret'),
    scope: scopesOf(row, text('scope')).join(' '),
    ...Object.fromEntries(entered),
  }
}

/** The dialog of a row that Palmr ships with: every field is sent, with what stood in it where the guide says nothing. */
export function builtInRow(
  row: Row,
  text: (field: RowField) => string,
  stood: Readonly<Record<string, unknown>>,
): Sent {
  const fields: Array<[RowField, string]> = [
    ['provider_url', 'issuerUrl'],
    ['client_id', 'clientId'],
    ['client_secret', 'clientSecret'],
    ['scope', 'scope'],
    ['admin_email_domains', 'adminEmailDomains'],
  ]
  return {
    name: row.name,
    displayName: String(stood.displayName),
    type: row.type,
    autoRegister: row.autoRegister,
    ...Object.fromEntries(
      fields.map(([field, key]) => [key, row.given(field) ? text(field) : String(stood[key] ?? '')]),
    ),
  }
}
