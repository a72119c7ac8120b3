import type { Client, User } from '../../../embedded/dialect/index.ts'

/** A client in Pocket ID's own words. Source: backend/internal/dto/oidc_dto.go, v2.14.0. */
export interface PocketIdClient extends Client {
  callbackURLs: readonly string[]
  logoutCallbackURLs: readonly string[]
  pkceEnabled: boolean
  isGroupRestricted: boolean
  allowedUserGroups: readonly string[]
  skipConsent: boolean
  requiresPushedAuthorizationRequests: boolean
}

/** What every part of the dialect needs to know. */
export interface Setting {
  /** APP_URL: origin and issuer. */
  base: string
  version: string
  /** Custom claims of this user, from groups and the user, JSON values already parsed. */
  customClaims(user: User): Readonly<Record<string, unknown>>
}
