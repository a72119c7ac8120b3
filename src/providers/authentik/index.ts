import { onStart } from '../../embedded/on-start.ts'
import type { Provider } from '../contract.ts'
import { lookedUpIn } from '../looked-up.ts'
import images from './container/images.json' with { type: 'json' }
import { messages } from './messages.ts'
import { problems } from './problems.ts'
import { redirectMatches } from './redirects.ts'
import { routeOf } from './routes.ts'
import { readSetup, slugsOf } from './setup.ts'
import { defaultVersion, versions } from './versions.ts'
import { clientView } from './view.ts'
import { vocabulary } from './vocabulary/index.ts'

/** Written by `npm run labels`. */
const lookedUp = lookedUpIn(new URL('./labels/', import.meta.url))

const authentik: Provider = {
  id: 'authentik',
  name: 'authentik',
  vocabulary,
  versions,
  defaultVersion,
  messages,
  problems,
  client: clientView,
  route: (plan, path, version) => routeOf(path, slugsOf(plan, readSetup(plan, version), version)),
  lookedUp,
  redirectMatches,
  drivers: {
    embedded: onStart(() => import('./embedded.ts')),
    // Loaded when it is started: the embedded tier does not need a container engine's client.
    container: {
      tier: 'container',
      guidesAtOnce: 1,
      releases: Object.keys(images.tags),
      identify: async (options) => (await import('./container/server.ts')).identify(options),
      start: async (options) => (await import('./container/index.ts')).container.start(options),
    },
  },
}

export default authentik
