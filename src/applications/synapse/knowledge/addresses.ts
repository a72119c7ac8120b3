import type { Report } from '../../../plan/finding.ts'
import { ownAddresses } from '../../_shared/own-addresses.ts'
import { homeOf } from '../home.ts'
import type { Homeserver } from '../homeserver.ts'
import { pages } from '../messages.ts'
import type { Concern } from './concern.ts'

/** Addresses of Synapse itself and of its provider (server.py, oidc.py and authlib's metadata checks, v1.163.2). */
export const addresses: Concern = ({ plan, file }) => [
  ...publicBase(file),
  ...insecure(file),
  ...opened(homeOf(plan, file), plan),
]

/** The redirect URI and the cookies of the sign-in hang on it. */
function publicBase(file: Homeserver): Report[] {
  const line = file.of('public_baseurl')
  if (!line) {
    return [
      {
        message:
          'Without `public_baseurl` the redirect URI begins with `https://<server_name>/`, which is seldom where browsers reach Synapse',
        help: 'Set `public_baseurl` to the address that browsers use',
        place: file.place!,
        expected: 'public_baseurl',
      },
    ]
  }
  if (!/^https?:\/\/./.test(line.text) || !URL.canParse(line.text)) {
    return [
      {
        message: `Synapse does not start: \`${line.text}\` is no address with http or https`,
        help: 'Write the whole address, scheme included',
        place: line.place,
        expected: 'https://…/',
        actual: line.text,
      },
    ]
  }
  if (!line.text.startsWith('http:')) return []
  return [
    {
      message:
        'With http in `public_baseurl` the browser drops the cookies of the sign-in, which are Secure: missing_session',
      help: 'Use https',
      place: line.place,
      expected: line.text.replace('http:', 'https:'),
      actual: line.text,
    },
  ]
}

/** Metadata with plain http are refused unless the check is switched off. */
function insecure(file: Homeserver): Report[] {
  const issuer = file.own('issuer')
  if (!issuer?.text.startsWith('http:') || file.own('skip_verification')?.text === 'true') return []
  return [
    {
      message: `Synapse refuses an issuer without https: "${pages.unavailable}"`,
      help: 'Use https',
      place: issuer.place,
      expected: issuer.text.replace('http:', 'https:'),
      actual: issuer.text,
    },
  ]
}

/** Paths that a reader may open, relative to `public_baseurl`; a slash at the end is another path. */
const known =
  /^(|health|_matrix\/static\/|_matrix\/client\/versions|_matrix\/client\/v3\/login(\/sso\/redirect(\/[\w.~-]+)?)?|_synapse\/client\/oidc\/(callback|backchannel_logout)|\.well-known\/matrix\/client)$/

function opened({ base, origin }: { base: string; origin: string }, plan: Parameters<Concern>[0]['plan']) {
  return ownAddresses(plan, origin).flatMap(({ text, place, plain, path }): Report[] => {
    const prefix = new URL(base).pathname
    const inside = path.startsWith(prefix) ? path.slice(prefix.length) : null
    return [
      ...(plain
        ? [
            {
              message: `\`${text}\` is not the address in \`public_baseurl\``,
              help: 'Open it over https',
              place,
              expected: text.replace('http:', 'https:'),
              actual: text,
            },
          ]
        : []),
      ...(inside === null || !known.test(inside)
        ? [
            {
              message: `Synapse has nothing to show at \`${text}\``,
              help: 'Use the address of one of its pages or endpoints',
              place,
              expected: `an address below ${base}`,
              actual: text,
            },
          ]
        : []),
    ]
  })
}
