import { isIP } from 'node:net'
import { writtenText, writtenTexts } from '../../../_shared/given.ts'
import { refusals } from '../../messages.ts'
import type { Concern } from '../problems.ts'

const discovery = '/.well-known/openid-configuration'

/** The endpoint is taken as it is written; proxies are trusted by address (oidc_config.py, env_settings.py, v1.10.4). */
export const addresses: Concern = ({ stated }) => [
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

function isNetwork(text: string): boolean {
  const [address = '', length] = text.split('/')
  const version = isIP(address)
  return version !== 0 && (length === undefined || (/^\d+$/.test(length) && Number(length) <= 128))
}
