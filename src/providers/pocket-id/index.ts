import { onStart } from '../../embedded/on-start.ts'
import type { Provider } from '../contract.ts'
import { messages } from './messages.ts'
import { problems } from './problems.ts'
import { callbackMatches } from './redirects.ts'
import { route } from './routes.ts'
import { versions } from './versions.ts'
import { clientView } from './view.ts'
import { vocabulary } from './vocabulary.ts'

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
  drivers: { embedded: onStart(() => import('./embedded.ts')) },
}

export default pocketId
