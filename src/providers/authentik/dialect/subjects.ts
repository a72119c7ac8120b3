import { createHash } from 'node:crypto'
import type { Client, User } from '../../../embedded/dialect/index.ts'
import type { Answer } from '../../../embedded/message.ts'
import type { EvaluationInput, Evaluator, UserModel } from '../../../expressions/evaluation.ts'

/** A provider with its application, in authentik's own words. Source: providers/oauth2/models.py, 2026.5. */
export interface AuthentikClient extends Client {
  pk: number
  name: string
  /** Signs where there is no key; a public client has a secret too. */
  signingSecret: string
  signingKey: boolean
  redirects: Array<{ mode: 'exact' | 'regex'; uri: string }>
  logoutRedirects: Array<{ mode: 'exact' | 'regex'; uri: string }>
  explicitConsent: boolean
  subjectMode: string
  issuerMode: 'per_provider' | 'global'
  includeClaims: boolean
  /** Seconds. */
  lifetimes: { code: number; accessToken: number; refreshToken: number }
  mappings: Mapping[]
  application: { pk: string; name: string; slug: string; launchUrl: string }
  /** `groups` that a binding grants it to. */
  entitlements: Array<{ name: string; groups: readonly string[] }>
  /** Groups that bindings of the application let in; empty: everybody. */
  allowedGroups: readonly string[]
  /** Claims that discovery lists: found by running the mappings for nobody. */
  claimsSupported: readonly string[]
}

export type Mapping =
  | { kind: 'stock'; scope: string; description: string }
  | { kind: 'own'; scope: string; name: string; expression: string; description: string }

/** What every part of the dialect needs to know, and what it remembers. */
export interface Setting {
  origin: string
  version: string
  /** Part of hashed user ids. */
  installId: string
  /** DER in base64, of the certificate that authentik makes for its signing key. */
  certificate: string
  evaluator: () => Evaluator
  /** Entitlements bound to the user itself, by {@link User.id}. */
  ownEntitlements: Map<string, string[]>
  users: ReadonlyMap<string, User>
  /** Answers of flows that authentik's front end asks for, by the query of the flow's address. */
  flows: Map<string, FlowEnd>
  log: string[]
  /** Ends the current request with this answer, whatever the core makes of the rest. */
  spoil(answer: Answer): void
}

export type FlowEnd =
  | { kind: 'submit'; action: string; fields: ReadonlyArray<readonly [string, string]>; title: string }
  | { kind: 'logout'; client: AuthentikClient }

/** authentik keeps first and last name in one field. */
export const fullName = (user: User): string => `${user.givenName} ${user.familyName}`.trim()

export function hashedId(user: User, installId: string): string {
  return createHash('sha256').update(`${user.id}-${installId}`).digest('hex')
}

export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function subjectOf(client: AuthentikClient, user: User, installId: string): string {
  const subjects: Record<string, string> = {
    user_id: user.id,
    user_uuid: uuidOf(`user ${user.id}`),
    user_username: user.username,
    user_email: user.email,
  }
  return subjects[client.subjectMode] ?? hashedId(user, installId)
}

/** By name; who is bound twice has the name twice. Source: core/models.py, 2026.5. */
export function entitlementsOf(client: AuthentikClient, user: User, setting: Setting): string[] {
  const own = setting.ownEntitlements.get(user.id) ?? []
  return client.entitlements
    .flatMap(({ name, groups }) =>
      [
        ...groups.filter((group) => user.groups.includes(group)),
        ...own.filter((bound) => bound === name),
      ].map(() => name),
    )
    .toSorted()
}

export function userModel(client: AuthentikClient, user: User, setting: Setting): UserModel {
  return {
    pk: Number(user.id),
    uuid: uuidOf(`user ${user.id}`),
    uid: hashedId(user, setting.installId),
    username: user.username,
    name: fullName(user),
    email: user.email,
    groups: user.groups.map((name) => ({ pk: uuidOf(`group ${name}`), name })),
    entitlements: {
      [client.application.pk]: entitlementsOf(client, user, setting).map((name) => ({ name })),
    },
  }
}

export function providerModel(client: AuthentikClient): EvaluationInput['provider'] {
  return {
    pk: client.pk,
    name: client.name,
    clientId: client.clientId,
    clientType: client.clientSecret === null ? 'public' : 'confidential',
    application: client.application,
  }
}
