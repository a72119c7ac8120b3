import type { Unmet } from '../../../embedded/observed/suite.ts'

/** Recorded answers that the server in a container does not give, and why. A case that is met after all must leave the list. */
export const unmet: Unmet = {}
