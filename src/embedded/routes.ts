import type { NearMiss, Route } from './dialect/index.ts'

export type Routed =
  | { route: Route; params: Readonly<Record<string, string>> }
  | { route: null; nearMiss: NearMiss | null }

/** Finds the route that serves a path, or the one that nearly does. */
export function routed(routes: readonly Route[], method: string, path: string): Routed {
  let nearMiss: NearMiss | null = null
  for (const route of routes) {
    const exact = match(route.path, path)
    const params = exact ?? match(route.path, flipped(path))
    if (!params) continue
    if (!exact && route.otherSlash !== 'same') nearMiss ??= { route, by: 'slash' }
    else if (!route.methods.some((known) => known === method)) nearMiss ??= { route, by: 'method' }
    else return { route, params }
  }
  return { route: null, nearMiss }
}

/** Values of the pattern's `:name` segments; null where the path does not match. */
function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith(':') && value) params[segment.slice(1)] = decoded(value)
    else if (segment !== value) return null
  }
  return params
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const flipped = (path: string) => (path.endsWith('/') ? path.slice(0, -1) : `${path}/`)
