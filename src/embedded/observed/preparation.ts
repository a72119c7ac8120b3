import type { Run } from './run.ts'

/** Steps before the first recorded exchange that its request alone does not tell; why, from the case's note. */
const preparations: Readonly<Record<string, (run: Run) => Promise<void>>> = {
  'token/code-of-other-client': (run) => run.authorizeHidden('public'),
  'token/refresh': (run) => run.authorizeHidden(run.clientName, { scope: withOffline }),
  'token/refresh-reused': async (run) => {
    await run.authorizeHidden(run.clientName, { scope: withOffline })
    await run.exchangeHidden()
    const first = run.bindings.get('refresh_token') ?? ''
    await run.tokens({ grant_type: 'refresh_token', refresh_token: first })
    // The recording names old and new alike: the second request is given the new one when its turn comes.
    run.queue('refresh_token', [first, run.bindings.get('refresh_token') ?? ''])
    run.queue('access_token', [run.bindings.get('access_token') ?? ''])
  },
  'userinfo/id-token-as-access-token': async (run) => {
    await run.exchangeHidden()
    run.bindings.set('access_token', run.bindings.get('id_token') ?? '')
  },
  'userinfo/bad-token': async () => {},
}

const withOffline = 'openid profile email offline_access'

export async function prepare(run: Run): Promise<void> {
  await preparations[run.one.id]?.(run)
}
