import type { Report } from '../../../plan/finding.ts'
import { ownAddresses } from '../../_shared/own-addresses.ts'
import { callbackPath, homeOf } from '../home.ts'
import type { Concern } from './concern.ts'

/** Paths of pgAdmin that a reader may open; a slash at the end is another path. */
const known = new Set(['/', '/login', '/browser/', '/misc/ping', '/oauth2/logout', callbackPath])

export const addresses: Concern = ({ plan, file }) => {
  const { origin } = homeOf(plan, file)
  return ownAddresses(plan, origin).flatMap(({ text, place, plain, path }): Report[] => [
    ...(plain
      ? [
          {
            message: `Over plain http pgAdmin sends another redirect URI than the registered one: \`${text}\``,
            help: 'Open it over https',
            place,
            expected: text.replace('http:', 'https:'),
            actual: text,
          },
        ]
      : []),
    ...(known.has(path)
      ? []
      : [
          {
            message: `pgAdmin has nothing to show at \`${text}\``,
            help: `Use the address at which pgAdmin is opened, \`${origin}/\``,
            place,
            expected: `${origin}/`,
            actual: text,
          },
        ]),
  ])
}
