import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Artifact } from '../../plan/artifact.ts'
import type { Gateway } from '../../web/contract.ts'
import type { SignIn } from '../contract.ts'
import type { AccountSettings } from './account.ts'
import type { Discovery, Prepared } from './installation.ts'

/** What management tells the command line instead of registering the machine: a gRPC status with its text. */
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused'
}

/** A running management server, played or real: what dashboard and command line find behind the guide's addresses. */
export interface ManagementServer {
  /** The API, on a port of its own. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** `Login` of a machine, with the token of its user. Throws {@link LoginRefused}. */
  login(token: string): Promise<void>
  account: Account
  logs(): Promise<string[]>
  artifact?(): Artifact | undefined
  stop(): Promise<void>
}

/** What the owner of the account does meanwhile, and what only an administrator is told. */
export interface Account {
  /**
   * Somebody came in, or was kept out: the owner does what the guide says about it (settings after the first sign-in,
   * approval of later users). True when the user should ask again.
   */
  react(token: string, seen: SignIn): Promise<boolean>
  /** Names of groups that the API mentions by their ids, sorted. */
  groupNames(ids: readonly string[]): Promise<string[]>
}

export interface Start {
  version: string
  prepared: Prepared
  settings: AccountSettings
  gateway: Gateway
  /** The discovery document as configure.sh and management read it. Throws `Refused` for one that stops them. */
  discovery(): Promise<Discovery>
}
