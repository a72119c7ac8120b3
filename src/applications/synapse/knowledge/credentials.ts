import { captures } from '../../../plan/read.ts'
import type { Concern } from './concern.ts'

/** Without a secret Synapse is a public client, and sends none (_parse_oidc_config_dict in config/oidc.py, v1.163.2). */
export const credentials: Concern = ({ plan, file }) => {
  const noted = captures(plan).get('client_secret')
  const sent = ['client_secret', 'client_secret_path', 'client_secret_jwt_key.key'].some((key) =>
    file.own(key),
  )
  if (!noted || sent || !file.own('issuer')) return []
  return [
    {
      message:
        'Without `client_secret` Synapse identifies itself by no secret, and the provider refuses the code',
      help: 'Set `client_secret` to the value that the reader took note of',
      place: file.place!,
      expected: 'client_secret',
      actual: 'not set',
      related: [{ message: 'the secret is noted here', place: noted.place }],
    },
  ]
}
