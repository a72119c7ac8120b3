import { onStart } from '../../embedded/on-start.ts'
import type { Provider } from '../contract.ts'
import { lookedUpIn } from '../looked-up.ts'
import images from './container/images.json' with { type: 'json' }
import { messages } from './messages.ts'
import { problems } from './problems.ts'
import { callbackMatches } from './redirects.ts'
import { route } from './routes.ts'
import { versions } from './versions.ts'
import { clientView } from './view.ts'
import { vocabulary } from './vocabulary.ts'

/** Written by `npm run labels`. */
const lookedUp = lookedUpIn(new URL('./labels/', import.meta.url))

const pocketId: Provider = {
  id: 'pocket-id',
  name: 'Pocket ID',
  vocabulary,
  versions,
  defaultVersion: '2.14.0',
  messages,
  responseModeSince: { form_post: '2.7.0', fragment: '2.8.0' },
  problems,
  client: clientView,
  route: (_, path) => route(path),
  redirectMatches: (registered, sent, version) => callbackMatches(registered.uri, sent, version),
  lookedUp,
  drivers: {
    embedded: onStart(() => import('./embedded.ts')),
    // Loaded when it is started: the embedded tier does not need a container engine's client.
    container: {
      tier: 'container',
      releases: Object.keys(images.tags),
      // On somebody's own server guides take turns; beside one of ours another can be started.
      get guidesAtOnce() {
        const { TOUCHSTONE_POCKET_ID_URL: url, TOUCHSTONE_POCKET_ID_DISPOSABLE: disposable } = process.env
        return url && disposable !== 'true' ? 1 : undefined
      },
      identify: async (options) => (await import('./container/server.ts')).identify(options),
      start: async (options) => (await import('./container/index.ts')).container.start(options),
    },
  },
}

export default pocketId
