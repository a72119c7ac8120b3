import type { Report } from './finding.ts'
import type { Place } from './place.ts'
import type { Plan } from './plan.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * What Touchstone knows of a product without running it: the ground of the static rules.
 * Every statement here comes from the product's source or from a recorded run, by version.
 */
interface ProductKnowledge {
  id: string
  name: string
  vocabulary: Vocabulary
  /** Versions that facts are recorded for, oldest first. */
  versions: string[]
  /** The version that a guide is held to when nobody asks for another. */
  defaultVersion: string
  /** Messages that the product shows, exactly; `{}` stands for a varying part. */
  messages: string[]
  /** What this product refuses, discards or ignores in this plan, in its own words. */
  problems(plan: Plan, version: string): Report[]
}

export interface ProviderKnowledge extends ProductKnowledge {
  /** What the guide sets up at this provider, in neutral terms. */
  client(plan: Plan, version: string): ClientView
  /** Whether the provider answers at this path; `path` has its query removed. */
  route(plan: Plan, path: string, version: string): RouteAnswer
  /** First version with a response mode (`{ form_post: '2.7.0' }`); modes that are not named are in every version that a guide can mean. */
  responseModeSince?: Readonly<Record<string, string>>
  redirectMatches(registered: RegisteredRedirect, sent: string, version: string): boolean
}

export type RouteAnswer =
  | { routed: true; endpoint: string }
  | { routed: false; reason: string; nearest?: string }

export interface ClientView {
  confidential: boolean
  redirects: RegisteredRedirect[]
  pkce: 'required' | 'optional'
  tokenAuthentication: Array<'client_secret_basic' | 'client_secret_post' | 'none'>
  responseModes: string[]
  pushedAuthorizationRequests: boolean
  signing: 'RS256' | 'HS256' | 'ES256'
  /** Issuer as in discovery, with tokens in it unresolved: `https://authentik.company/application/o/<application_slug>/`. */
  issuer: string
  scopes: SuppliedScope[]
  unknownScope: 'ignored' | 'refused'
  /** Names of discovery's `claims_supported`; null when the provider lists none. */
  claimsSupported: string[] | null
  /** Groups, roles or entitlements that the guide creates, by the name that reaches tokens. */
  groups: Array<{ name: string; place: Place }>
  /** Empty when everybody may sign in. */
  allowedGroups: Array<{ name: string; place: Place }>
}

export interface SuppliedScope {
  scope: string
  /** `place`: what decides about the claim, where the guide says it. */
  claims: Array<{ claim: string; in: TokenKind[]; place?: Place }>
  place?: Place
}

export type TokenKind = 'id_token' | 'access_token' | 'userinfo'

export interface RegisteredRedirect {
  mode: 'exact' | 'regex' | 'wildcard'
  uri: string
  place: Place
}

export interface ApplicationKnowledge extends ProductKnowledge {
  /** How the application will behave with what the guide enters there. */
  relyingParty(plan: Plan, version: string): RelyingPartyView
}

export interface RelyingPartyView {
  /** What it sends as redirect_uri under these settings, and why. */
  redirectUris: Array<{ uri: string; why: string; place?: Place }>
  /** Scopes it asks for, with the place that decides it. */
  scopes: Array<{ scope: string; place?: Place }>
  /** Claims it reads. `required`: without it nobody signs in. */
  claims: Array<{
    claim: string
    in: TokenKind
    required: boolean
    purpose: string
    place?: Place
    /** What decides that this token is read; the file, where a line of it is missing. */
    tokenPlace?: Place
  }>
  /** Addresses of the provider that it calls or is told. */
  urls: Array<{
    url: string
    purpose: 'issuer' | 'discovery' | 'authorization' | 'token' | 'userinfo' | 'base'
    place: Place
  }>
  /** True for an application that refuses scopes and claims which discovery does not list (`scopes_supported`, `claims_supported`). */
  checksDiscovery?: boolean
  tokenAuthentication: 'client_secret_basic' | 'client_secret_post' | 'none'
  pkce: boolean
  responseMode: 'query' | 'form_post' | 'fragment'
  pushedAuthorizationRequests: 'when-offered' | 'never'
  /** Signature algorithms it accepts in ID tokens (or in the token it verifies); null when it checks none. */
  signing: string[] | null
  /** Rows of the group map: provider's group to local group or role. */
  groupMap: Array<{ remote: string; local: string; place: Place; remotePlace: Place; localPlace: Place }>
}
