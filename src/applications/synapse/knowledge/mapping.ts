import type { Report } from '../../../plan/finding.ts'
import { defaultMapper } from '../configuration.ts'
import type { Concern } from './problems.ts'

const config = 'user_mapping_provider.config'

/** How users get their names (JinjaOidcMappingProvider in synapse/handlers/oidc.py, v1.163.2). */
export const mapping: Concern = ({ file }) => {
  const provider = file.own('issuer')
  const module = file.own('user_mapping_provider.module')?.text ?? defaultMapper
  if (!provider || module !== defaultMapper) return []
  const missing = (key: string, effect: string): Report[] =>
    file.own(`${config}.${key}`)
      ? []
      : [
          {
            message: `Without \`${key}\` ${effect}`,
            help: `Set \`${key}\` under \`${config}\``,
            place: file.own(`${config}.localpart_template`)?.keyPlace ?? provider.keyPlace,
            expected: key,
            actual: 'not set',
          },
        ]
  return [
    ...missing('localpart_template', 'every new user has to think of a user name of their own'),
    ...missing('display_name_template', 'users are shown under their user ID'),
  ]
}
