import type { Report } from '../../../plan/finding.ts'
import { defaultMapper } from '../configuration.ts'
import { requirementsIn } from '../requirements.ts'
import type { Concern } from './concern.ts'

const config = 'user_mapping_provider.config'

/** How users get their names (JinjaOidcMappingProvider in synapse/handlers/oidc.py, v1.163.2). */
export const mapping: Concern = ({ file }) => {
  const module = file.own('user_mapping_provider.module')?.text ?? defaultMapper
  if (!file.own('issuer') || module !== defaultMapper) return []
  const missing = (key: string, effect: string): Report[] =>
    file.own(`${config}.${key}`)
      ? []
      : [
          {
            message: `Without \`${key}\` ${effect}`,
            help: `Set \`${key}\` under \`${config}\``,
            place: file.place!,
            expected: key,
            actual: 'not set',
          },
        ]
  return [
    ...missing('localpart_template', 'every new user has to think of a user name of their own'),
    ...missing('display_name_template', 'users are shown under their user ID'),
  ]
}

/** An entry without values is met by whoever has the claim at all (synapse/handlers/sso.py, v1.163.2). */
export const requirements: Concern = ({ file }) =>
  requirementsIn(file)
    .filter(({ attribute, values }) => values.length === 0 && /group|role/i.test(attribute.text))
    .map(({ attribute }) => ({
      message: `Without \`value\` or \`one_of\` everybody who has the claim \`${attribute.text}\` is let in, whatever is in it`,
      help: 'Name the group that may sign in',
      place: file.place!,
      expected: 'value',
      actual: 'not set',
      related: [{ message: 'the claim is named here', place: attribute.place }],
    }))
