import { type Claims, hasAnyOf, nameClaims } from '../claims.ts'
import { isOpenId, type ProviderConfiguration, textIn } from '../configuration.ts'
import { notices } from '../messages.ts'
import type { Tokens } from './relying-party.ts'
import { Denied } from './users.ts'

type Userinfo = (endpoint: string, accessToken: string) => Promise<Claims>

/** Who the provider says it is. Throws {@link Denied}. Source: login in pgadmin/authenticate/oauth2.py, v9.18. */
export async function identify(provider: ProviderConfiguration, tokens: Tokens, userinfo: Userinfo) {
  const openId = isOpenId(provider)
  const token = openId ? (tokens.claims ?? {}) : {}
  const profile = await profileOf(provider, token, tokens.accessToken, userinfo)
  const isEmpty = (claims: Claims) => Object.keys(claims).length === 0
  if (isEmpty(profile) && isEmpty(token)) throw new Denied(openId ? notices.noClaims : notices.noProfile)
  const { username, email } = named(provider, token, profile)
  if (!username) throw new Denied(openId ? notices.noUsername : notices.noEmail)
  const wanted = provider.OAUTH2_ADDITIONAL_CLAIMS
  if (!(openId && hasAnyOf(token, wanted)) && !hasAnyOf(profile, wanted))
    throw new Denied(notices.unauthorised)
  return { username, email }
}

/** The ID token, unless a claim that is needed is not in it; else userinfo, where its address is known (get_user_profile). */
async function profileOf(
  provider: ProviderConfiguration,
  token: Claims,
  accessToken: string,
  userinfo: Userinfo,
): Promise<Claims> {
  const wanted = provider.OAUTH2_ADDITIONAL_CLAIMS
  const needed = [
    ...(textIn(provider, 'USERNAME_CLAIM') ? [textIn(provider, 'USERNAME_CLAIM')!] : []),
    ...(typeof wanted === 'object' && !Array.isArray(wanted) ? Object.keys(wanted ?? {}) : []),
  ]
  const hasName = nameClaims.some((claim) => claim in token)
  if (hasName && needed.every((claim) => claim in token)) return token
  if (!('OAUTH2_USERINFO_ENDPOINT' in provider)) return {}
  return userinfo(textIn(provider, 'USERINFO_ENDPOINT') ?? 'None', accessToken)
}

/** A claim that the file names must be there; without one the first of the standard's names (_resolve_username). */
function named(provider: ProviderConfiguration, token: Claims, profile: Claims) {
  const text = (claims: Claims, name: string) =>
    claims[name] === undefined || claims[name] === null ? undefined : String(claims[name])
  const mail = ['mail', 'email'].find((key) => key in profile)
  const email = mail === undefined ? null : (text(profile, mail) ?? null)
  const claim = textIn(provider, 'USERNAME_CLAIM')
  if (claim) return { username: text(token, claim) ?? text(profile, claim), email }
  if (!isOpenId(provider)) return { username: email ?? undefined, email }
  const own = text(token, 'email')
  if (own !== undefined) return { username: own, email: email || own }
  if (email) return { username: email, email }
  return { username: text(token, 'preferred_username') ?? text(token, 'sub'), email }
}
