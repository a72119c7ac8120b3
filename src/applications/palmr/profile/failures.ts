/** What the log-in page is told instead of the server's own words. */
export interface ShownFailure {
  error: string
  message: string
}

/**
 * apps/server/src/modules/auth-providers/controller.ts:133-182 (v3.3.2-beta), tested by parts of the thrown text.
 * The text for a missing address never contains the part that is tested for, so it falls through to the last line.
 */
export function shown(thrown: string, provider: string): ShownFailure {
  const rules: Array<[contains: string[], error: string, message: string]> = [
    [
      ['registration via', 'disabled'],
      'registration_disabled',
      `Registration via ${provider} is disabled. Contact your administrator.`,
    ],
    [['not enabled'], 'provider_disabled', `${provider} authentication is currently disabled.`],
    [['expired'], 'state_expired', 'Authentication session expired. Please try again.'],
    [['No email found'], 'no_email', `No email address found in your ${provider} account.`],
    [
      ['Token exchange failed'],
      'token_exchange_failed',
      `Failed to authenticate with ${provider}. Please try again.`,
    ],
    [
      ['Missing required user information'],
      'missing_user_info',
      `Incomplete user information from ${provider}.`,
    ],
  ]
  const [, error = 'unknown_error', message = 'Authentication failed'] =
    rules.find(([parts]) => parts.every((part) => thrown.includes(part))) ?? []
  return { error, message }
}
