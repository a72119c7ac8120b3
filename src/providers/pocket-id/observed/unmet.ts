import type { Unmet } from '../../../embedded/observed/suite.ts'

const frontEnd = 'the calls of the front end are not modelled: the stand-in shows a form instead'
const lostSession =
  'the refusal is the same, but its description names a used code instead of the lost PKCE session'

/** Recorded answers that the dialect does not give, and why. A case that is met after all must leave the list. */
export const unmet: Unmet = {
  '2.14.0': {
    'authorize/consent-needed': frontEnd,
    'pocket-id/authorize/interaction-of-prompt-login': frontEnd,
    'authorize/pkce-method-unknown': 'the method is refused before login, the product refuses it afterwards',
    'token/pkce-verifier-missing': lostSession,
    'token/pkce-verifier-wrong': lostSession,
    'token/refresh-reused':
      'the refusal is the same, but the description of the revoked successor calls it malformed instead of used',
  },
}

/** Recorded versions that no dialect speaks for, and why. */
export const notModelled: Readonly<Record<string, string>> = {
  '2.9.0': 'its own front end carries out the authorization, by calls that the stand-in does not have',
}
