import { captures } from '../../../plan/read.ts'
import type { Concern } from './concern.ts'

/** With PKCE pgAdmin is content without a secret, and a public client then (OAuth2Authentication, v9.18). */
export const credentials: Concern = ({ plan, file, configuration: { providers } }) => {
  const noted = captures(plan).get('client_secret')
  if (!noted || providers.length === 0 || file.own('CLIENT_SECRET')) return []
  return [
    {
      message:
        'Without `OAUTH2_CLIENT_SECRET` pgAdmin identifies itself by no secret, and the provider refuses the code',
      help: 'Set `OAUTH2_CLIENT_SECRET` to the value that the reader took note of',
      place: file.place!,
      expected: 'OAUTH2_CLIENT_SECRET',
      actual: 'not set',
      related: [{ message: 'the secret is noted here', place: noted.place }],
    },
  ]
}
