import { randomUUID } from 'node:crypto'
import type { Client, Issue, Jwt } from '../dialect/index.ts'
import { sign } from '../jwt.ts'
import type { World } from '../world.ts'
import { Provider } from './oidc-provider.ts'

/** What a token request issues; kept in the request's context, so that its tokens agree on the time. */
interface IssueState<C extends Client> {
  issue?: Issue<C>
  accessToken?: string
}

interface Model {
  prototype: { save(ttl?: number): Promise<string> }
  find(value: string, options?: object): Promise<unknown>
}

interface SavedToken {
  grantId?: string
  gty?: string
}

/**
 * Lets the dialect make the tokens. The library keeps its own opaque values (validity, rotation, revocation);
 * the product's tokens are handed out in their place and translated back when they return.
 */
export function issueTokensOf<C extends Client>(
  world: World<C>,
  provider: InstanceType<typeof Provider>,
): void {
  translate(world, provider.AccessToken as unknown as Model, async (issue, state, value) => {
    const token = await world.dialect.token.accessToken(issue)
    state.accessToken = token === 'opaque' ? value : sign(token)
    return state.accessToken
  })
  translate(world, provider.RefreshToken as unknown as Model, async (issue, _state, value) => {
    const token = await world.dialect.token.refreshToken(issue)
    return token === 'opaque' ? value : sign(token)
  })
  const idToken = provider.IdToken.prototype as unknown as { issue(): Promise<string | undefined> }
  idToken.issue = async () => {
    const { issue, accessToken } = stateOf<C>()
    if (!issue || accessToken === undefined) throw new Error('an ID token without an access token')
    const jwt: Jwt | null = await world.dialect.token.idToken(issue, accessToken)
    if (!jwt) return undefined
    const token = sign(jwt)
    world.idTokens.set(token, { client: issue.client, user: issue.user })
    return token
  }
}

/** The issue of the token request that is being answered. */
export function stateOf<C extends Client>(): IssueState<C> {
  return (Provider.ctx as unknown as { state: IssueState<C> }).state
}

function translate<C extends Client>(
  world: World<C>,
  model: Model,
  make: (issue: Issue<C>, state: IssueState<C>, value: string) => Promise<string>,
): void {
  const { save } = model.prototype
  model.prototype.save = async function saveAsProduct(this: SavedToken, ttl) {
    const value = await save.call(this as never, ttl)
    const state = stateOf<C>()
    state.issue ??= issueOf(world, this)
    const token = await make(state.issue, state, value)
    world.handles.set(token, value)
    world.grants.set(value, this.grantId ?? '')
    return token
  }
  const find = model.find
  model.find = function findOfProduct(this: Model, value, options) {
    return find.call(this, world.handles.get(value) ?? value, options)
  }
}

/** The issue for a token of this grant. */
export function issueOf<C extends Client>(world: World<C>, token: SavedToken): Issue<C> {
  const authorization = world.authorizations.get(token.grantId ?? '')
  if (!authorization) throw new Error(`no authorization behind grant ${token.grantId}`)
  return {
    ...authorization,
    grantType: token.gty?.endsWith('refresh_token') ? 'refresh_token' : 'authorization_code',
    now: Math.floor(Date.now() / 1000),
    uniqueId: () => randomUUID(),
  }
}
