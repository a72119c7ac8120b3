/** The sign-in page as far as it matters; it is drawn by a script from these values (templates/security/*.html, v9.18). */
export interface SignInPage {
  /** Names and texts of the buttons, in order: `Login with Company`. */
  buttons: Array<{ name: string; text: string }>
  csrfToken: string
  /** What stands above the fields, without the request to sign in. */
  notices: string[]
}

interface Properties {
  authSources?: string[]
  csrfToken?: string
  oauth2Config?: Array<{ OAUTH2_NAME?: string; OAUTH2_DISPLAY_NAME?: string }>
}

const drawn = /renderSecurityPage\('login_user',\s*(\{.*\}),\s*(\{.*\})\);/

/** Null for any other page. */
export function readSignInPage(body: string, asked: string): SignInPage | null {
  const [, properties, others] = drawn.exec(body) ?? []
  if (properties === undefined || others === undefined) return null
  const { authSources = [], csrfToken = '', oauth2Config = [] } = JSON.parse(properties) as Properties
  const { messages = [] } = JSON.parse(others) as { messages?: Array<[category: unknown, text: string]> }
  const shown = authSources.includes('oauth2') ? oauth2Config : []
  return {
    buttons: shown.map(({ OAUTH2_NAME: name, OAUTH2_DISPLAY_NAME: text }) => ({
      name: name ?? '',
      text: `Login with ${text}`,
    })),
    csrfToken,
    notices: messages.map(([, text]) => text).filter((text) => text !== asked),
  }
}
