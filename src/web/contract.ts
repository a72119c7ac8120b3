import type { RequestListener } from 'node:http'
import type { Forwarded } from './forward.ts'

/**
 * Where the gateway sends requests for one origin: into this process, or to a running server. `own` are statuses from 502
 * on with which this server speaks for itself, while others mean that it is gone.
 */
export type Route = { listener: RequestListener } | { upstream: string; own?: readonly number[] }

/**
 * The local stand-in for the network between reader, application and provider.
 * Origins are the guide's own (`https://authentik.company`), used verbatim; https origins get certificates of a
 * throw-away CA. An origin without a route is unreachable: nothing ever leaves the machine.
 */
export interface Gateway {
  /** PEM of the throw-away CA, for containers and browsers. */
  readonly ca: string
  /** Where it listens on loopback; absent where nothing does. */
  readonly ports?: { http: number; https: number }
  /** `origin` as in `URL.origin`. */
  route(origin: string, route: Route): void
  /** Every origin that has a route, for those who must know names before they ask, as containers do; absent where nothing listens. */
  origins?(): readonly string[]
  /** Tells what came of every request to a running server, also of those that a container sent; absent where nothing is forwarded. */
  observe?(listener: (origin: string, forwarded: Forwarded) => void): void
  /** One request, redirects not followed, through TLS where the scheme says so. Throws {@link Unreachable}. */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** A host that no route answers for (`no-route`), or a server behind a route that failed or stayed silent. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
  readonly url: string
  readonly why: 'no-route' | 'failed' | 'timeout'
  constructor(url: string, why: Unreachable['why'], reason: string, options?: ErrorOptions) {
    super(`Cannot reach ${url}: ${reason}`, options)
    this.url = url
    this.why = why
  }
}

/** What a person's browser does: cookies, redirects, self-submitting forms. A new one per user is a private window. */
export interface Browser {
  /** Follows redirects (at most 20) and submits self-submitting forms (`response_mode=form_post`). */
  open(url: string | URL): Promise<Page>
  /** As {@link open}, but led there by the page that is shown, as a script of it does: cookies go along as for a link. */
  follow(url: string | URL): Promise<Page>
  /** Submits a form of the page with these values over its hidden ones, then as {@link open}. */
  submit(form: Form, values: Readonly<Record<string, string>>): Promise<Page>
  /** One request with the browser's cookies, redirects not followed. */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>
  /** What a script of a page at this address reads in `document.cookie`: names and values, without HttpOnly cookies. */
  scriptCookies(url: string | URL): Promise<Readonly<Record<string, string>>>
  /** Every address that was requested, in order. */
  readonly history: readonly Visit[]
}

export interface Visit {
  method: string
  url: string
  status: number
  /** Body of a form that was posted. */
  form?: Readonly<Record<string, string>>
}

export interface Page {
  /** With the fragment. */
  url: URL
  status: number
  contentType: string
  body: string
  title: string
  /** Visible text of HTML, white space folded; the body itself otherwise. */
  text: string
  forms: Form[]
}

export interface Form {
  id: string | null
  action: string
  method: 'GET' | 'POST'
  /** Names with their preset values. */
  fields: Readonly<Record<string, string>>
}
