import type Provider from 'oidc-provider'

/** What happened inside the library, read from its events rather than from its answers. */
export type Outcome =
  | { kind: 'none' }
  | { kind: 'authorized'; code: string; grantId: string }
  | { kind: 'interaction'; prompt: string; uid: string }
  | { kind: 'error'; error: string; detail: string }

interface LibraryError {
  error?: string
  error_description?: string
  error_detail?: string
  message: string
}

interface State {
  state: { outcome?: Outcome }
}

/** Notes the outcome of each request in its context. */
export function observe(provider: Provider): void {
  const note = (context: unknown, outcome: Outcome) => {
    ;(context as State).state.outcome = outcome
  }
  provider.on('authorization.success', (context, response) => {
    const code = typeof response?.code === 'string' ? response.code : ''
    note(context, { kind: 'authorized', code, grantId: context.oidc.entities.Grant?.jti ?? '' })
  })
  provider.on('interaction.started', (context, prompt) => {
    const uid = context.oidc.entities.Interaction?.uid ?? ''
    note(context, { kind: 'interaction', prompt: prompt.name, uid })
  })
  const failed = (context: unknown, error: LibraryError) =>
    note(context, {
      kind: 'error',
      error: error.error ?? error.message,
      detail: [error.error_description, error.error_detail].filter(Boolean).join(': ') || error.message,
    })
  provider.on('authorization.error', failed)
  provider.on('grant.error', failed)
  provider.on('pushed_authorization_request.error', failed)
  provider.on('userinfo.error', failed)
  provider.on('server_error', (_context, error) => {
    throw error
  })
}
