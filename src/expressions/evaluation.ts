/** A value that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** One authentik group, with the groups above it by name. */
export interface GroupModel {
  pk: string
  name: string
  isSuperuser?: boolean
  attributes?: Readonly<Record<string, Json>>
  parents?: readonly string[]
}

/** What an expression sees of one user. Source: authentik core/models.py, 2026.5. */
export interface UserModel {
  pk: number
  uuid: string
  /** The hashed id, `sub` of the default subject mode. */
  uid: string
  username: string
  name: string
  email: string
  isActive?: boolean
  isSuperuser?: boolean
  type?: string
  path?: string
  /** ISO 8601. */
  dateJoined?: string
  attributes?: Readonly<Record<string, Json>>
  /** Direct groups, in the order in which the database gives them. */
  groups: readonly GroupModel[]
  /** Entitlements that bindings grant, by application pk; a user bound twice has the name twice. */
  entitlements?: Readonly<Record<string, ReadonlyArray<{ name: string; attributes?: Record<string, Json> }>>>
}

export interface ProviderModel {
  pk: number
  name: string
  clientId: string
  clientType: 'confidential' | 'public'
  application: { pk: string; name: string; slug: string; group?: string; launchUrl?: string } | null
}

export interface EvaluationInput {
  expression: string
  /** authentik's version, `2026.5.0`: helpers differ. */
  version: string
  /** Null during discovery: the anonymous user that every database has. */
  user: UserModel | null
  provider: ProviderModel
  /** Null during discovery, when the name `token` does not exist. */
  token: { scope: readonly string[] } | null
  /** Every group of the instance, for ancestors. */
  groups?: readonly GroupModel[]
  /** Every user of the instance, for `ak_user_by`; the user alone when absent. */
  users?: readonly UserModel[]
}

/** What came of one evaluation, as authentik's own evaluator would see it. */
export type Evaluation = { warnings: string[] } & (
  | { outcome: 'value'; value: { [name: string]: Json } }
  /** No claim, no message. */
  | { outcome: 'none' }
  /** authentik ignores it with a warning. */
  | { outcome: 'not-a-dict'; type: string }
  /** Plain `json.dumps` refuses it: token issuance breaks. */
  | { outcome: 'not-serialisable'; type: string; message: string }
  /** authentik skips the mapping. `line` is one-based within the expression. */
  | { outcome: 'exception'; type: string; message: string; line: number | null }
  | ({ outcome: 'not-compiled' } & CompileFault)
  /** Needs the real product. */
  | { outcome: 'not-known'; what: string; line: number | null }
  | { outcome: 'limit'; limit: 'time' | 'memory' | 'output'; message: string }
  /** CPython or its process died. */
  | { outcome: 'crashed'; message: string }
)

export interface CompileFault {
  type: string
  message: string
  /** One-based within the expression. */
  line: number | null
  column: number | null
}

export type CompileResult = { ok: true } | ({ ok: false } & CompileFault)

export interface Evaluator {
  evaluate(input: EvaluationInput): Promise<Evaluation>
  /** What authentik checks when the mapping is saved. Throws {@link SandboxUnavailable}. */
  compile(expression: string): Promise<CompileResult>
  close(): Promise<void>
}

/** CPython could not be started on this machine: infrastructure, never the guide's fault. */
export class SandboxUnavailable extends Error {
  override readonly name = 'SandboxUnavailable'
}
