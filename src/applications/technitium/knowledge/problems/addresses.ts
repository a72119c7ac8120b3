import { isIP } from 'node:net'
import type { Report } from '../../../../plan/finding.ts'
import type { Plan } from '../../../../plan/plan.ts'
import { anchorOf, writtenText, writtenTexts } from '../../../_shared/given.ts'
import { registered } from '../../../_shared/host.ts'
import { ownAddresses } from '../../../_shared/own-addresses.ts'
import { remoteFailure } from '../../messages.ts'
import { addressesOf, callbackPath } from '../addresses.ts'
import type { Concern } from '../concern.ts'
import type { Stated } from '../settings.ts'

const discovery = '/.well-known/openid-configuration'

/** What is refused or cannot work in the addresses of the provider and of the proxy. */
export const addresses: Concern = ({ plan, stated }) => [
  ...ofConsole(plan, stated),
  ...ofProxy(plan, stated),
  ...stated.given
    .filter(({ field }) => field === 'authority' || field === 'metadata_address')
    .flatMap(({ label, value, place, field }) => {
      const text = writtenText(value)
      if (value.kind !== 'reference' && !/^https?:\/\/./i.test(text)) {
        return [
          {
            message: `**${label}** must be an http or https address`,
            help: 'Enter the complete address, scheme included',
            place,
            expected: 'https://…',
            actual: text,
          },
        ]
      }
      if (field !== 'authority' || !text.replace(/\/$/, '').endsWith(discovery)) return []
      return [
        {
          message: `The server appends \`${discovery}\` to **${label}** by itself, so it would look at an address that does not exist`,
          help: 'Enter the issuer alone; the address of a discovery document belongs to **Metadata Address (Optional)**',
          place,
          expected: text.replace(/\/$/, '').slice(0, -discovery.length),
          actual: text,
        },
      ]
    }),
  ...stated.given
    .filter(({ field }) => field === 'reverse_proxy_addresses')
    .flatMap(({ label, value }) =>
      writtenTexts(value)
        .filter(({ text }) => !text.includes('<') && !isNetwork(text))
        .map(({ text, place }) => ({
          message: `\`${text}\` is no IP address or network, and **${label}** takes nothing else`,
          help: 'Enter the address of the reverse proxy, or its network such as `172.16.0.0/12`; `!` in front denies',
          place,
          expected: 'an IP address or a network',
          actual: text,
        })),
    ),
]

function isNetwork(text: string): boolean {
  const [address = '', length] = text.trim().replace(/^!/, '').split('/')
  const version = isIP(address)
  if (version === 0) return false
  return length === undefined || (/^\d+$/.test(length) && Number(length) <= (version === 4 ? 32 : 128))
}

/** The cookies of the sign-in are Secure: over plain http browsers drop them, and the callback fails. */
function ofConsole(plan: Plan, stated: Stated): Report[] {
  const { console: origin, scheme } = addressesOf(plan, stated)
  const host = stated.of('forwarded_host')
  const announced = stated.text('forwarded_host')?.trim() ?? ''
  const { host: declared } = new URL(origin)
  const plain = scheme === 'https' ? ownAddresses(plan, origin).filter((one) => one.plain) : []
  return [
    ...plain.map(({ text, place }) => ({
      message: `Over \`${text}\` nobody can sign in: the browser drops the cookies, which need https ("${remoteFailure}")`,
      help: 'Open the console over https',
      place,
      expected: text.replace('http:', 'https:'),
      actual: text,
    })),
    ...(host && announced !== declared && !/[${%<]/.test(announced)
      ? [
          {
            message: `The proxy announces the host \`${announced}\`, while readers open \`${declared}\`: the redirect URI leads elsewhere`,
            help: `Write \`${declared}\``,
            place: host.place,
            expected: declared,
            actual: announced,
            suggestion: declared,
          },
        ]
      : []),
  ]
}

/** A provider that expects https gets http from a server behind a proxy that does not tell. */
function ofProxy(plan: Plan, stated: Stated): Report[] {
  const { scheme, place, why, unsaid } = addressesOf(plan, stated)
  const expected = registered(plan, callbackPath).find(({ text }) => text.startsWith('https:'))
  if (unsaid && expected)
    return [
      {
        severity: 'warning',
        message:
          'The guide says nothing of `X-Forwarded-Proto`: behind a proxy that does not send it the redirect URI begins with `http://`',
        help: 'Have the reverse proxy send `X-Forwarded-Proto` with the value `https`; the console shows an https address all the same',
        place: anchorOf(plan, stated.given),
        expected: expected.text,
        related: [{ message: 'registered at the provider is this', place: expected.place }],
      },
    ]
  if (scheme === 'https' || !expected) return []
  return [
    {
      message: `The redirect URI that the server sends begins with \`${scheme}://\`: ${why}`,
      help: 'Have the reverse proxy send `X-Forwarded-Proto` with the value `https`; the console shows an https address all the same',
      place: place ?? anchorOf(plan, stated.given),
      expected: expected.text,
      actual: `${scheme}://…`,
      related: [{ message: 'registered at the provider is this', place: expected.place }],
    },
  ]
}
