import type { Unmet } from '../../../embedded/observed/suite.ts'

/** Recorded cases that the dialect does not meet, with the reason. */
export const unmet: Unmet = {
  '2026.5.0-rc1': {
    'authorize/consent-needed':
      "the stand-in draws the consent page as a form instead of answering the front end's calls, and goes straight on once the user has agreed",
  },
}
