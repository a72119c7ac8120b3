import type { Answer, Request } from '../message.ts'

/** What the core knows how to serve. Anything else of a product is a page: see `Dialect.pages`. */
export type Endpoint =
  | 'discovery'
  | 'jwks'
  | 'authorization'
  | 'pushed-authorization'
  | 'token'
  | 'userinfo'
  | 'login'
  | 'consent'

/**
 * One address of the product. `path` may have `:name` segments; they reach the handlers as `params`.
 * Paths are compared exactly, letter case and trailing slash included; a route that tolerates the other
 * slash says so.
 */
export interface Route {
  endpoint: Endpoint | { page: string }
  path: string
  methods: ReadonlyArray<'GET' | 'POST'>
  /** `same`: the path with its trailing slash flipped is served as well. */
  otherSlash?: 'same'
}

/** Why no route served a request, for the product's own 404, 405 or redirect. */
export interface NearMiss {
  /** The route whose path differs by a trailing slash only, or whose methods lack the request's. */
  route: Route
  by: 'slash' | 'method'
}

export type Unrouted = (request: Request, nearMiss: NearMiss | null) => Answer
