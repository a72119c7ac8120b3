import type { Gateway } from '../../../web/contract.ts'
import { refusals } from '../messages.ts'
import { jsonOf, send } from './http.ts'

/** Keys of the table `config`. Source: app/internal/auth/oidc_config.py, v1.10.4. */
export interface Stored {
  login_type: 'basic' | 'forms' | 'oidc' | 'none'
  oidc_endpoint: string
  oidc_client_id: string
  oidc_client_secret: string
  oidc_scope: string
  oidc_username_claim: string
  oidc_group_claim: string
  oidc_redirect_scheme: string
  oidc_logout_url: string
  oidc_authorize_endpoint: string
  oidc_token_endpoint: string
  oidc_userinfo_endpoint: string
}

/** A form or a PATCH: what is absent or empty leaves the stored value as it is. */
export type Patch = Partial<Stored> & Pick<Stored, 'login_type'>

/** The save was refused; `key` is the value that was to blame. What was written before stays written. */
export class SaveRefused extends Error {
  override readonly name = 'SaveRefused'
  readonly key: keyof Stored
  constructor(message: string, key: keyof Stored) {
    super(message)
    this.key = key
  }
}

/** As a new installation has it after its database migrations: the redirect scheme is `http`. */
export function createStore(gateway: Gateway) {
  const stored: Stored = {
    login_type: 'forms',
    oidc_endpoint: '',
    oidc_client_id: '',
    oidc_client_secret: '',
    oidc_scope: '',
    oidc_username_claim: '',
    oidc_group_claim: '',
    oidc_redirect_scheme: 'http',
    oidc_logout_url: '',
    oidc_authorize_endpoint: '',
    oidc_token_endpoint: '',
    oidc_userinfo_endpoint: '',
  }

  /** Endpoints are stored only from an answer of 200; any other status is left to the validation. */
  async function setEndpoint(endpoint: string) {
    stored.oidc_endpoint = endpoint
    try {
      const answer = await send(gateway, endpoint)
      if (answer.status !== 200) return
      const document = (await jsonOf(answer)) as Record<string, unknown>
      const found = (name: string) => {
        const value = document[name]
        if (typeof value !== 'string') throw new TypeError(`1 validation error for _OidcResponse ${name}`)
        return value
      }
      const [authorize, token, userinfo] = [
        found('authorization_endpoint'),
        found('token_endpoint'),
        found('userinfo_endpoint'),
      ]
      stored.oidc_authorize_endpoint = authorize
      stored.oidc_token_endpoint = token
      stored.oidc_userinfo_endpoint = userinfo
      const { end_session_endpoint: end } = document
      if (typeof end === 'string') stored.oidc_logout_url ||= end
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new SaveRefused(refusals.unparsable(endpoint, reason), 'oidc_endpoint')
    }
  }

  /** Against a second reading of discovery, in this order. */
  async function validate() {
    if (stored.oidc_endpoint === '') throw new SaveRefused(refusals.endpoint, 'oidc_endpoint')
    const answer = await send(gateway, stored.oidc_endpoint)
    if (!answer.ok) throw new SaveRefused(refusals.fetch, 'oidc_endpoint')
    const { scopes_supported: scopes = [], claims_supported: claims = [] } = (await jsonOf(answer)) as {
      scopes_supported?: string[] | null
      claims_supported?: string[] | null
    }
    // A list that is null is an error that nothing catches.
    if (!scopes || !claims) throw new SaveRefused(refusals.crash, 'oidc_endpoint')
    const missing = [...new Set(stored.oidc_scope.split(' '))].filter((scope) => !scopes.includes(scope))
    if (scopes.length === 0 || missing.length > 0) {
      throw new SaveRefused(refusals.scopes(missing), 'oidc_scope')
    }
    if (claims.length === 0) throw new SaveRefused(refusals.claims, 'oidc_endpoint')
    if (!claims.includes(stored.oidc_username_claim)) {
      throw new SaveRefused(refusals.usernameClaim, 'oidc_username_claim')
    }
    if (stored.oidc_group_claim !== '' && !claims.includes(stored.oidc_group_claim)) {
      throw new SaveRefused(refusals.groupClaim, 'oidc_group_claim')
    }
  }

  return {
    stored: stored as Readonly<Stored>,
    /** Writes, then checks; the login type changes only when everything was accepted. Throws {@link SaveRefused}. */
    async save({ login_type, oidc_endpoint, ...values }: Patch) {
      if (login_type === 'oidc') {
        if (oidc_endpoint) await setEndpoint(oidc_endpoint)
        for (const [key, value] of Object.entries(values)) if (value) Object.assign(stored, { [key]: value })
        await validate()
      }
      stored.login_type = login_type
    },
  }
}

export type Store = ReturnType<typeof createStore>
