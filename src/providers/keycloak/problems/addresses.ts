import type { Located } from '../../../plan/entered.ts'
import type { Report } from '../../../plan/finding.ts'
import type { Setup } from '../setup.ts'

/** Redirect URIs, those of the logout and web origins that Keycloak refuses or that can never match. */
export function addresses(setup: Setup): Report[] {
  return [...redirects(setup), ...origins(setup), ...siblings(setup)]
}

function redirects({ client }: Setup): Report[] {
  const none =
    client.redirectUris.length === 0 && client.standardFlow && !client.given('redirect_uris')
      ? [
          {
            message:
              'A client without **Valid redirect URIs** gets "Invalid parameter: redirect_uri" for every request',
            help: "Enter the application's redirect URI under **Valid redirect URIs**.",
            expected: 'Valid redirect URIs',
            place: client.place!,
          },
        ]
      : []
  return [
    ...none,
    ...client.redirectUris.flatMap(({ text, place }): Report[] => {
      if (text.includes('#')) {
        return [
          {
            message: 'Keycloak refuses to save a redirect URI with a fragment',
            help: 'Leave the fragment out.',
            expected: text.split('#')[0],
            actual: text,
            place,
          },
        ]
      }
      const star = text.indexOf('*')
      if (star < 0 || (star === text.length - 1 && !text.includes('?'))) return []
      return [
        {
          message:
            'A `*` is a wildcard only at the very end of a redirect URI without a query, and a plain character elsewhere',
          help: 'Write the whole redirect URI.',
          actual: text,
          place,
        },
      ]
    }),
  ]
}

/** A web origin is compared with what a browser sends: scheme, host and port, nothing behind. */
function origins({ client }: Setup): Report[] {
  return client.webOrigins
    .filter(({ text }) => URL.canParse(text) && text !== new URL(text).origin)
    .map(({ text, place }) => ({
      message: 'A web origin with a path or a slash at its end matches no browser',
      help: 'Write scheme, host and port only, or `+` for the origins of the redirect URIs.',
      expected: new URL(text).origin,
      actual: text,
      place,
    }))
}

/** The same host under another scheme or port than every redirect URI has it. */
function siblings({ client }: Setup): Report[] {
  const known = client.redirectUris.flatMap(({ text }) => urlOf(text) ?? [])
  return [...client.logoutRedirectUris, ...client.webOrigins].flatMap(
    ({ text, place }: Located): Report[] => {
      const url = urlOf(text)
      const same = url ? known.filter((one) => one.hostname === url.hostname) : []
      if (!url || same.length === 0 || same.some((one) => one.origin === url.origin)) return []
      return [
        {
          message: `\`${url.origin}\` is no origin of this client: its redirect URIs have \`${same[0]?.origin}\``,
          help: 'Write the origin as the redirect URIs have it; scheme and port count.',
          expected: same[0]?.origin,
          actual: url.origin,
          place,
        },
      ]
    },
  )
}

function urlOf(text: string): URL | null {
  const bare = text.replace(/\*$/, '')
  return URL.canParse(bare) ? new URL(bare) : null
}
