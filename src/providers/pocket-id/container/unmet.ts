import type { Unmet } from '../../../embedded/observed/suite.ts'

const withFrontEnd =
  'recorded of a server that was built without its front end, which answers addresses that no route serves: with its page, or with JSON below /api and /.well-known'

/** Recorded answers that the server in a container does not give, and why. A case that is met after all must leave the list. */
export const unmet: Unmet = {
  '2.9.0': {
    'discovery/wrong-name': withFrontEnd,
    'discovery/oauth-authorization-server': withFrontEnd,
    'endpoints/trailing-slash-added-or-removed': withFrontEnd,
    'token/get-method': withFrontEnd,
  },
}
