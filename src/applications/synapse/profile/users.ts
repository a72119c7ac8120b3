import type { ProviderConfiguration } from '../configuration.ts'
import { localpartOf } from '../localpart.ts'
import { type Claims, render } from '../template.ts'

export interface User {
  id: string
  displayName: string
}

/** Nobody can be made of these claims: the page says why under the code `mapping_error`. */
export class MappingError extends Error {
  override readonly name = 'MappingError'
}

/** As many user IDs are tried as Synapse tries (handlers/sso.py). */
const tries = 1000

/** The tables of users and of their identities at the provider. Source: handlers/oidc.py and sso.py, v1.163.2. */
export function createUsers(serverName: string, provider: ProviderConfiguration) {
  const { config } = provider.user_mapping_provider
  const byId = new Map<string, User>()
  const byRemote = new Map<string, User>()
  const text = (template: string | undefined, claims: Claims) =>
    template === undefined ? null : (render(template, claims) ?? '')

  function localpart(claims: Claims): string | null {
    const name = text(config.localpart_template, claims)
    return name === null ? null : localpartOf(name)
  }

  /** A name that is taken gets a number at its end. */
  function register(claims: Claims, own: string): User {
    for (let failures = 0; failures < tries; failures++) {
      const name = own + (failures || '')
      const id = `@${name}:${serverName}`
      if (byId.has(id)) continue
      if (name === '') throw new MappingError(`localpart is invalid: ${name}`)
      const user = { id, displayName: text(config.display_name_template, claims) || name }
      byId.set(id, user)
      return user
    }
    throw new MappingError('Unable to generate a Matrix ID from the SSO response')
  }

  return {
    /** Null where a new user has to choose a name first. Throws {@link MappingError}. */
    signIn(claims: Claims): User | null {
      const remote = text(config.subject_template ?? `{{ user.${config.subject_claim} }}`, claims) ?? ''
      const known = byRemote.get(remote)
      if (known) return known
      const own = localpart(claims)
      const existing = provider.allow_existing_users && byId.get(`@${own}:${serverName}`)
      if (!existing && !provider.enable_registration)
        throw new MappingError('User does not exist and registrations are disabled')
      if (own === null || (config.confirm_localpart && !existing)) return null
      const user = existing || register(claims, own)
      byRemote.set(remote, user)
      return user
    },
    /** An account that was made before single sign-on. */
    add(localName: string) {
      const id = `@${localName}:${serverName}`
      byId.set(id, { id, displayName: localName })
    },
    byId: (id: string) => byId.get(id) ?? null,
  }
}
