import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import { anchorOf, givenIn } from '../../_shared/given.ts'
import { type Row, type RowField, rowOf, scopesOf } from '../row.ts'
import { takenNames } from '../rows.ts'

/** What Palmr would refuse, discard or ignore in this guide, or misses although its form does not say so. */
export function problems(plan: Plan): Report[] {
  const row = rowOf(plan)
  if (!row) return [noRow(plan)]
  return [
    ...missing(plan, row),
    ...rowSwitch(row),
    ...withoutEffect(row),
    ...providerUrl(row),
    ...(row.builtIn ? discarded(row) : [...ownName(row), ...endpoints(row), ...scopeFaults(row)]),
  ]
}

function noRow(plan: Plan): Report {
  return {
    message: `Palmr has no built-in row for this provider and the guide adds none: the **Provider Name** is missing`,
    help: 'Add a provider with **Provider Name**, **Display Name**, **Provider URL**, **Client ID** and **Client Secret**.',
    place: anchorOf(plan, givenIn(plan)),
    expected: 'Provider Name',
  }
}

/** Fields without which nobody signs in, with what Palmr says or does; two names for the same thing share a place. */
function missing(plan: Plan, row: Row): Report[] {
  const fillIn = 'Please fill in all required fields (name, display name, client ID, client secret)'
  const required: Array<[RowField, string, string]> = [
    ['client_id', 'Client ID', row.builtIn ? `Client ID not configured for provider: ${row.name}` : fillIn],
    ['client_secret', 'Client Secret', row.builtIn ? 'the token request goes out without a secret' : fillIn],
  ]
  if (row.builtIn)
    required.unshift(['provider_url', 'Provider URL', 'the row keeps the example address that it came with'])
  else required.push(['display_name', 'Display Name', fillIn])
  return required
    .filter(([field]) => row.written(field) === '')
    .map(([field, label, words]) => ({
      message: `**${label}** is not filled in: ${words}`,
      help: `Enter **${label}**.`,
      place: row.given(field)?.place ?? anchorOf(plan, row.all),
      expected: label,
    }))
}

/** Rows are switched by their display name. */
function rowSwitch(row: Row): Report[] {
  const given = row.given('enabled')
  if (!given) return []
  if (!row.enabled) {
    return [
      {
        message: `The row **${given.label}** is switched off: Provider not found or disabled: ${row.name}`,
        help: 'Switch the row on.',
        place: given.place,
        expected: 'On',
      },
    ]
  }
  const displayName = row.builtIn?.displayName ?? row.written('display_name')
  if (!displayName || given.label === displayName) return []
  return [
    {
      message: `The row **${given.label}** is switched on, and the guide fills in the row **${displayName}**`,
      help: `Switch **${displayName}** on.`,
      place: given.labelPlace,
      expected: displayName,
      actual: given.label,
    },
  ]
}

/** Read nowhere on the server since v3.1.0-beta (controller.ts:24 and dto.ts only store it). */
function withoutEffect(row: Row): Report[] {
  const given = row.given('admin_email_domains')
  if (!given) return []
  return [
    {
      message:
        '**Admin Email Domains** has no effect: Palmr stores it and never makes an administrator by it',
      help: 'Leave the field out and appoint administrators in Palmr.',
      place: given.labelPlace,
    },
  ]
}

/** The update of a built-in row keeps seven fields and drops the others with a success message (controller.ts:18-26). */
function discarded(row: Row): Report[] {
  const dropped: RowField[] = [
    'scope',
    'type',
    'display_name',
    'configuration_method',
    'authorization_endpoint',
    'token_endpoint',
    'userinfo_endpoint',
  ]
  return dropped.flatMap((field) => {
    const given = row.given(field)
    if (!given) return []
    return {
      message: `**${given.label}** is discarded: Palmr answers with success and a built-in provider keeps what it came with`,
      help: 'Leave the field out.',
      place: given.labelPlace,
      ...(field === 'scope' && { expected: scopesOf(row, '').join(' ') }),
    }
  })
}

function providerUrl(row: Row): Report[] {
  const given = row.given('provider_url')
  const url = row.written('provider_url').replace(/<[^<>]*>/g, 'token')
  if (!given || url === '') return []
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    const words = row.builtIn ? 'Invalid Provider URL format' : 'body/issuerUrl Invalid issuer URL'
    return [
      {
        message: `**Provider URL** is no address: ${words}`,
        help: 'Write the address with its scheme.',
        place: given.place,
        actual: url,
      },
    ]
  }
  if (row.builtIn && new URL(url).pathname.replace(/\/$/, '') !== '') {
    return [
      {
        message: `**Provider URL** has a path: Palmr appends \`${row.builtIn.authorization}\` to it, and the browser ends on an address that does not exist`,
        help: 'Write scheme and host only. It is not the issuer.',
        place: given.place,
        expected: new URL(url).origin,
        actual: url,
      },
    ]
  }
  if (!row.builtIn && url.endsWith('/')) {
    return [
      {
        message:
          '**Provider URL** ends in a slash: discovery asks for an address with two slashes, fails, and Palmr silently uses guessed endpoints',
        help: 'Leave the slash out.',
        place: given.place,
        expected: url.replace(/\/+$/, ''),
        actual: url,
      },
    ]
  }
  return []
}

function ownName(row: Row): Report[] {
  const given = row.given('provider_name')
  if (!given || !takenNames.includes(row.name)) return []
  return [
    {
      message: `**Provider Name** \`${row.name}\` is taken by a built-in provider: Failed to create provider`,
      help: 'Choose another name, or fill in the built-in row.',
      place: given.place,
      actual: row.name,
    },
  ]
}

function endpoints(row: Row): Report[] {
  const fields = ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint'] as const
  const given = fields.filter((field) => row.written(field) !== '')
  const url = row.given('provider_url')
  const method = row.given('configuration_method')
  const manual = /manual/i.test(row.written('configuration_method'))
  const place = method?.place ?? url?.place ?? row.given('provider_name')!.place
  const report = (message: string, help: string): Report[] => [{ message, help, place }]
  if (given.length === 0 && !url) {
    return report(
      'Either provide a Provider URL for automatic discovery OR all three custom endpoints',
      'Enter the **Provider URL**.',
    )
  }
  if (given.length > 0 && given.length < 3) {
    return report(
      'Either provide issuerUrl for automatic discovery OR all three custom endpoints (authorization, token, userInfo).',
      'Enter the endpoints that are missing.',
    )
  }
  if (given.length === 3 && url) {
    return report(
      'Choose either automatic discovery (Provider URL) OR manual endpoints, not both',
      'Leave the **Provider URL** out.',
    )
  }
  if (method && manual !== given.length > 0) {
    return report(
      `**Configuration Method** is \`${row.written('configuration_method')}\`, and the fields filled in belong to the other one`,
      'Choose the method whose fields the guide fills in.',
    )
  }
  if (row.type === 'oauth2' && url) {
    const type = row.given('type')
    return [
      {
        message:
          '**Type** is OAuth 2.0: Palmr never asks for a discovery document then, uses guessed endpoints, and sends no PKCE',
        help: 'Choose `OIDC (OpenID Connect)`.',
        place: type?.place ?? place,
        expected: 'OIDC (OpenID Connect)',
      },
    ]
  }
  return []
}

function scopeFaults(row: Row): Report[] {
  const given = row.given('scope')
  if (!given) return []
  const scopes = scopesOf(row, row.written('scope'))
  const absent = ['openid', 'email', 'profile'].filter((scope) => !scopes.includes(scope))
  if (absent.length === 0) return []
  const effect = absent.includes('openid')
    ? 'the provider answers no userinfo request'
    : absent.includes('email')
      ? 'Palmr gets no address and says "Authentication failed"'
      : 'users get their names from their address'
  return [
    {
      message: `**${given.label}** lacks ${absent.map((scope) => `\`${scope}\``).join(' and ')}: ${effect}`,
      help: 'Ask for `openid profile email`.',
      place: given.place,
      expected: 'openid profile email',
      actual: scopes.join(' '),
    },
  ]
}
