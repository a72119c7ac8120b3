import type { Report } from '../../../../plan/finding.ts'
import type { Plan } from '../../../../plan/plan.ts'
import { anchorOf, writtenText, writtenTexts } from '../../../_shared/given.ts'
import { registered } from '../../../_shared/host.ts'
import { ownAddresses } from '../../../_shared/own-addresses.ts'
import { refusals } from '../../messages.ts'
import { callbackPath, homeOf, isNetwork, redirectScheme } from '../addresses.ts'
import type { Concern } from '../concern.ts'
import type { Stated } from '../settings.ts'

const discovery = '/.well-known/openid-configuration'

/** The endpoint is taken as it is written; proxies are trusted by address (oidc_config.py, env_settings.py, v1.10.4). */
export const addresses: Concern = ({ plan, stated }) => [
  ...opened(plan, stated),
  ...scheme(plan, stated),
  ...stated.given
    .filter(({ field, value }) => field === 'endpoint' && value.kind !== 'reference')
    .flatMap(({ value, label, place }) => {
      const text = writtenText(value).trim()
      if (!/^https?:\/\/./i.test(text)) {
        return [
          {
            message: `**${label}** must be a complete address: "${refusals.unparsable(text, '…')}"`,
            help: `Enter the address of the discovery document, scheme and \`${discovery}\` included`,
            place,
            expected: `https://…${discovery}`,
            actual: text,
          },
        ]
      }
      if (text.includes('/.well-known/') || text.endsWith('.json')) return []
      return [
        {
          message: `**${label}** is the discovery document itself, and nothing is appended to it: "${refusals.fetch}"`,
          help: `Append \`${discovery}\``,
          place,
          expected: `${text.replace(/\/$/, '')}${discovery}`,
          actual: text,
        },
      ]
    }),
  ...stated.given
    .filter(({ field }) => field === 'forwarded_allow_ips')
    .flatMap(({ value, label }) =>
      writtenTexts(value)
        .flatMap(({ text, place }) => text.split(',').map((one) => ({ text: one.trim(), place })))
        .filter(({ text }) => text !== '*' && !text.includes('<') && !isNetwork(text))
        .map(({ text, place }) => ({
          message: `\`${text}\` in \`${label}\` is no IP address or network, so no proxy is trusted by it`,
          help: 'Write the address of the reverse proxy, or its network such as `10.0.0.0/16`',
          place,
          expected: 'an IP address or a network',
          actual: text,
        })),
    ),
]

/** Pages of app/routers, v1.10.4; a slash at the end is another path, and is not redirected. */
const pages =
  /^\/(login|init|search(\/[\w-]+)*|wishlist(\/[\w-]+)*|recommendations\/for-you|auth\/(login|oidc(\/invalid)?)|settings\/(account|users|prowlarr|audiobookshelf|download|notifications|security|indexers)|api\/.+|static\/.+)?$/

/** Addresses of the application itself that the reader is sent to. */
function opened(plan: Plan, stated: Stated): Report[] {
  const { origin, base } = homeOf(plan, stated)
  return ownAddresses(plan, origin).flatMap(({ text, place, plain, path }) => {
    const inside = path.startsWith(base) ? path.slice(base.length) || '/' : null
    return [
      ...(plain
        ? [
            {
              message: `Over \`${text}\` the session cookie travels in clear text: AudioBookRequest does not mark it Secure`,
              help: 'Open the application over https',
              place,
              expected: text.replace('http:', 'https:'),
              actual: text,
            },
          ]
        : []),
      ...(inside === null || !pages.test(inside)
        ? [
            {
              message: `AudioBookRequest answers 404 at \`${text}\``,
              help: `Use the address of one of its pages${base ? `, under \`${base}\`` : ''}; none of them ends with a slash`,
              place,
              expected: 'a page of AudioBookRequest',
              actual: path,
            },
          ]
        : []),
    ]
  })
}

/** A provider that expects https gets http, which a new installation forces and `auto` sees behind most proxies. */
function scheme(plan: Plan, stated: Stated): Report[] {
  const { base } = homeOf(plan, stated)
  const { scheme: sent, place, why } = redirectScheme(stated)
  const expected = registered(plan, `${base}${callbackPath}`).find(({ text }) => text.startsWith('https:'))
  if (sent === 'https' || !expected) return []
  return [
    {
      message: `The redirect URI that AudioBookRequest sends begins with \`${sent}://\`: ${why}`,
      help: 'Set **Use http or https for the redirect URL** to `https`',
      place: place ?? anchorOf(plan, stated.given),
      expected: expected.text,
      actual: `${sent}://…`,
      related: [{ message: 'registered at the provider is this', place: expected.place }],
    },
  ]
}
