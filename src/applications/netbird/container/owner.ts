import type { SignIn } from '../../contract.ts'
import type { AccountSettings } from '../account.ts'
import type { Account } from '../server.ts'
import { type Api, apiOf } from './api.ts'

/** What the real API says of users, accounts and groups, as far as it is read here (shared/management/http/api, v0.77.1). */
interface User {
  id: string
  pending_approval: boolean
  is_current?: boolean
}
interface AccountAnswer {
  id: string
  settings: { extra?: Record<string, unknown> } & Record<string, unknown>
}

/** Days until the owner's key is worthless. */
const lifetime = 1

/**
 * The owner of the account: the first user who signs in, whoever that is. Right after it they enter the guide's settings
 * in the dashboard, and they approve later users where the guide tells them to. All of it goes through the real API, with
 * a key that the owner makes. A guide that is silent on later users does not want them kept out by its silence, so those
 * are approved too.
 */
export function ownerOf(server: string, settings: AccountSettings): Account {
  let owner: Api | undefined
  return {
    async react(token, seen) {
      if (owner) return letIn(owner, settings, seen)
      if (seen.outcome !== 'signed-in' || seen.session.claims.role !== 'owner') return false
      owner = await keyOf(server, token)
      await enter(owner, settings)
      return true
    },
    async groupNames(ids) {
      const groups =
        ids.length > 0 && owner ? await owner.get<Array<{ id: string; name: string }>>('groups') : []
      return ids.map((id) => groups.find((group) => group.id === id)?.name ?? id).sort()
    },
  }
}

/** A token of the provider may be good for minutes only. */
async function keyOf(server: string, token: string): Promise<Api> {
  const asUser = apiOf(server, `Bearer ${token}`)
  const { id } = await asUser.get<User>('users/current')
  const key = await asUser.post<{ plain_token: string }>(`users/${encodeURIComponent(id)}/tokens`, {
    name: 'owner',
    expires_in: lifetime,
  })
  return apiOf(server, `Token ${key.plain_token}`)
}

async function enter(
  owner: Api,
  { jwtGroups, claim, allowGroups, approval }: AccountSettings,
): Promise<void> {
  const [account] = await owner.get<AccountAnswer[]>('accounts')
  if (!account) return
  const { settings, id } = account
  await owner.put(`accounts/${id}`, {
    settings: {
      ...settings,
      jwt_groups_enabled: jwtGroups,
      jwt_groups_claim_name: claim,
      jwt_allow_groups: allowGroups.map(({ text }) => text),
      extra: { ...settings.extra, user_approval_required: approval !== 'off' },
    },
  })
}

async function letIn(owner: Api, { approval }: AccountSettings, seen: SignIn): Promise<boolean> {
  const waits = seen.outcome === 'refused' && seen.message === 'user is blocked'
  if (!waits || approval === 'required') return false
  const users = await owner.get<User[]>('users')
  const pending = users.filter((user) => user.pending_approval)
  for (const { id } of pending) await owner.post(`users/${encodeURIComponent(id)}/approve`, {})
  return pending.length > 0
}
