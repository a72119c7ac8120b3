import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Infrastructure, type ProviderDriver, type Provision } from '../../contract.ts'
import { capturesOf } from '../captures.ts'
import { type Registration, readRegistration } from '../client.ts'
import { defaultHost, issuerOf } from '../view.ts'
import { type Api, openApi } from './api.ts'
import { readCatalogue } from './catalogue.ts'
import { authenticate } from './login.ts'
import { empty, makeObjects, nothingYet, type Objects, removeObjects } from './objects.ts'
import { refusalOn } from './pages.ts'
import { makePerson, oneTimeCode } from './people.ts'
import { environmentOf, identify, type PocketIdServer, pocketIdServer, releases } from './server.ts'
import { type Turn, turnAt } from './turn.ts'

/** The real Pocket ID, one server for all guides of a version, on which they take turns. */
export const container: ProviderDriver = {
  tier: 'container',
  releases,
  identify,
  async start({ version }) {
    const server = await pocketIdServer(version, `https://${defaultHost}`)
    const { image, digest, provenance } = server
    return {
      ...{ version, image, digest, provenance },
      environment: environmentOf(server),
      async provision(plan, bindings) {
        const turn = await turnAt(server, version, issuerOf(plan))
        try {
          return await provision(plan, bindings, version, turn)
        } catch (error) {
          await turn.end()
          throw error
        }
      },
      catalogue: () => readCatalogue(server.url),
      logs: () => server.logs(15),
      stop: () => server.stop(),
    }
  },
}

async function provision(plan: Plan, bindings: Bindings, version: string, turn: Turn): Promise<Provision> {
  const { server } = turn
  const api = openApi(server.url, server.apiKey)
  if (server.disposable) await empty(api)
  const registration = readRegistration(plan, version)
  const objects = nothingYet()
  try {
    await makeObjects(api, registration, bindings, { made: objects, version })
  } catch (error) {
    await leave(server, api, objects, [])
    throw error
  }
  return provisionOf({ version, turn, api, registration, objects })
}

/** Somebody's own server is left as it was; ours is emptied before it is used again. A server that died keeps nothing. */
async function leave(server: PocketIdServer, api: Api, objects: Objects, people: Iterable<string>) {
  if (!server.disposable) await removeObjects(api, objects, people).catch(() => {})
}

interface Made {
  version: string
  turn: Turn
  api: Api
  registration: Registration
  objects: Objects
}

function provisionOf({ version, turn, api, registration, objects }: Made): Provision {
  const { server } = turn
  const people = new Map<string, string>()
  return {
    routes: new Map([[server.issuer, { upstream: server.url }]]),
    captures: capturesOf(server.issuer, objects.clientId, objects.clientSecret),
    async createUser(user) {
      people.set(user.username, await makePerson(api, user, registration, objects))
    },
    async authenticate(browser, page, { username }) {
      const id = people.get(username)
      if (id === undefined) throw new Infrastructure(`${username} was not created at Pocket ID`)
      return authenticate(browser, page, { code: await oneTimeCode(api, id), version })
    },
    refusal: (page) => refusalOn(page, server.issuer),
    logs: () => server.logs(20),
    async dispose() {
      await leave(server, api, objects, people.values())
      await turn.end()
    },
  }
}
