import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { createEmbedded, type Embedded } from '../../embedded/instance.ts'
import type { Answer, Request } from '../../embedded/message.ts'
import { sharedEvaluator } from '../../expressions/evaluator.ts'
import { mappedClaims } from './dialect/claims.ts'
import { type AuthentikClient, authentikDialect, type Setting } from './dialect/index.ts'
import { withAllowedOrigin } from './dialect/origins.ts'

/** A world of its own, whose mappings may end a request with an answer of their own. */
export interface World {
  setting: Setting
  embedded: Embedded<AuthentikClient>
  handle(request: Request): Promise<Answer>
  addClient(client: AuthentikClient): Promise<void>
}

export function createWorld(origin: string, version: string, certificate: string): World {
  const spoilt = new AsyncLocalStorage<{ answer: Answer | null }>()
  const setting: Setting = {
    origin,
    version,
    installId: randomUUID(),
    certificate,
    evaluator: sharedEvaluator,
    ownEntitlements: new Map(),
    users: new Map(),
    flows: new Map(),
    log: [],
    spoil: (answer) => {
      const current = spoilt.getStore()
      if (current) current.answer ??= answer
    },
  }
  const world = createEmbedded(authentikDialect(setting))
  setting.users = world.users
  return {
    setting,
    embedded: world,
    handle: (request) =>
      spoilt.run({ answer: null }, async () => {
        const answer = await world.handle(request)
        return withAllowedOrigin(
          asDjango(spoilt.getStore()?.answer ?? answer),
          request,
          world.clients.values(),
        )
      }),
    addClient: async (client) => {
      const scopes = client.mappings.map((mapping) => mapping.scope)
      const claims = await mappedClaims(client, null, scopes, 'discovery', setting)
      world.clients.set(client.clientId, { ...client, claimsSupported: Object.keys(claims) })
    },
  }
}

/** Every answer has a type, redirects too. */
function asDjango(answer: Answer): Answer {
  return { ...answer, headers: { 'content-type': 'text/html; charset=utf-8', ...answer.headers } }
}
