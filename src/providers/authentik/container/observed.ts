import type { Answer, Request } from '../../../embedded/message.ts'
import { ask } from '../../../embedded/observed/ask.ts'
import type { Case, Recording } from '../../../embedded/observed/recording.ts'
import type { ReplayAdapter, Subject } from '../../../embedded/observed/subject.ts'
import { takeTurn } from '../../../machine/turn.ts'
import { sweep } from './objects.ts'
import { openRest } from './rest.ts'
import { authentikServer } from './server.ts'
import { openSession, type Session } from './session.ts'
import { makeSubjects, type RecordedClient, type Subjects } from './subjects.ts'

/** The real server, asked what the recordings asked. */
export async function openReal(version: string): Promise<{ adapter: ReplayAdapter; stop(): Promise<void> }> {
  const server = await authentikServer(version)
  const rest = openRest(server.url, server.token)
  await rest.call('PATCH', '/admin/settings/', { avatars: 'initials' })
  const end = await takeTurn(server.url)
  let made: Promise<Subjects> | undefined
  return {
    adapter: {
      // One set of objects for all cases; what a case changes is set back for the next.
      async prepare(recording, one) {
        made ??= sweep(rest).then(() => makeSubjects(rest, recording))
        return prepared(server.url, await made, recording, one)
      },
    },
    async stop() {
      await sweep(rest).catch(() => {})
      end()
      await server.stop()
    },
  }
}

const redirectUri = 'https://app.example.com/cb'

async function prepared(base: string, made: Subjects, recording: Recording, one: Case): Promise<Subject> {
  const name = one.given.client ?? 'confidential'
  const settings = recording.clients[name] as unknown as RecordedClient
  await made.change(name, { redirect_uris: one.given.redirect_uris ?? settings.redirect_uris })
  const sessions = new Map<string, Session>()
  const login = async (user: string) => {
    const session = await openSession(authorizationUrl(base, made.client('confidential').clientId), {
      username: user,
      password: made.password,
    })
    sessions.set(user, session)
    return session
  }
  if (one.given.user) await login(one.given.user)
  const secrets = storedSecrets(one)
  return {
    base,
    embedded: {
      async handle(request) {
        const [secret] = request.form.has('code') ? secrets.splice(0, 1) : []
        if (secret !== undefined) {
          await made.change(name, { client_secret: secret })
          request.form.set(
            'code',
            (await sessions
              .get(one.given.user ?? '')
              ?.code(authorizationUrl(base, made.client(name).clientId))) ?? '',
          )
        }
        return asRecorded(request, await ask(request))
      },
    },
    client: made.client,
    subjectOf: (user) => (settings.sub_mode === 'user_username' ? user : made.uidOf(user)),
    password: () => made.password,
    addresses: () => ({
      authorization: '/application/o/authorize/',
      token: '/application/o/token/',
      userinfo: '/application/o/userinfo/',
    }),
    login: async (user) => (sessions.get(user) ?? (await login(user))).cookies,
    bindings: () => ({ csrf: sessions.get(one.given.user ?? '')?.csrf ?? '' }),
  }
}

/**
 * What recordings keep of an answer. They logged in to the browser that had asked anonymously before, so the session that
 * authentik gives to such a one counts for nothing afterwards; of a flow's page they left out its title and the picture.
 */
function asRecorded(request: Request, answer: Answer): Answer {
  const { 'set-cookie': _, ...anonymous } = answer.headers
  const headers = request.headers.cookie === undefined ? anonymous : answer.headers
  if (!request.url.pathname.startsWith('/api/v3/flows/executor/')) return { ...answer, headers }
  const { flow_info, pending_user_avatar, ...challenge } = JSON.parse(answer.body || '{}')
  return { ...answer, headers, body: answer.body && JSON.stringify(challenge) }
}

function authorizationUrl(base: string, clientId: string): URL {
  const query = {
    client_id: clientId,
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: redirectUri,
  }
  return new URL(`/application/o/authorize/?${new URLSearchParams(query)}`, base)
}

/** The client's secret at each exchange, where the recording changed it between them; each had a code of its own. */
function storedSecrets(one: Case): string[] {
  return one.exchanges.flatMap(({ request }) => {
    const { 'client_secret stored': secret } = request as { 'client_secret stored'?: string }
    return secret === undefined ? [] : [secret]
  })
}
