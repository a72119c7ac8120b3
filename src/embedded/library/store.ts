import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** Everything that oidc-provider keeps, in memory, for one instance. Expiry is judged by the library. */
export interface Store {
  adapter: AdapterFactory
  peek(model: string, id: string): AdapterPayload | undefined
  destroy(model: string, id: string): void
}

/** `client` answers for `Client`, so that clients can come and go while the instance runs. */
export function createStore(client: (id: string) => AdapterPayload | undefined): Store {
  const models = new Map<string, Map<string, AdapterPayload>>()
  const model = (name: string) => {
    const known = models.get(name) ?? new Map<string, AdapterPayload>()
    models.set(name, known)
    return known
  }
  // Copies in and out: the library changes what it is given.
  const copy = (payload: AdapterPayload | undefined) => (payload ? structuredClone(payload) : undefined)
  const adapter = (name: string): Adapter => ({
    async upsert(id, payload) {
      model(name).set(id, structuredClone(payload))
    },
    async find(id) {
      return name === 'Client' ? client(id) : copy(model(name).get(id))
    },
    async findByUid(uid) {
      return copy([...model(name).values()].find((payload) => payload.uid === uid))
    },
    async findByUserCode() {
      return undefined
    },
    async destroy(id) {
      model(name).delete(id)
    },
    async revokeByGrantId(grantId) {
      for (const [id, payload] of model(name)) if (payload.grantId === grantId) model(name).delete(id)
    },
    async consume(id) {
      const payload = model(name).get(id)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
  })
  return {
    // Not constructable, so that the library calls it.
    adapter: (name) => adapter(name),
    peek: (name, id) => model(name).get(id),
    destroy: (name, id) => void model(name).delete(id),
  }
}
