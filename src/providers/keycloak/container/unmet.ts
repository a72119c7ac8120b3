import type { Unmet } from '../../../embedded/observed/suite.ts'

const repeated = {
  'authorize/prompt-login-with-session':
    'who is asked again types the password only; the recording points at the first log-in page, which has a field for the name',
}

/** Recorded answers that the server in a container does not give, and why. A case that is met after all must leave the list. */
export const unmet: Unmet = { '26.4.0': repeated, '26.7.0': repeated }
