import type { Admin } from './admin.ts'

interface Execution {
  id: string
  displayName: string
  providerId?: string
  requirement: string
}

/**
 * A copy of the browser flow that denies access, once the password is typed, to people without a role; its id.
 * Keycloak has no "allowed groups" of a client: this is how its administrators do it.
 */
export async function restrictedFlow(
  admin: Admin,
  realm: string,
  alias: string,
  role: string,
): Promise<string> {
  const flows = `/${realm}/authentication/flows`
  const executionsOf = (flow: string) =>
    admin.call('GET', `${flows}/${encodeURIComponent(flow)}/executions`) as Promise<Execution[]>
  const add = (flow: string, kind: 'flow' | 'execution', body: object) =>
    admin.call('POST', `${flows}/${encodeURIComponent(flow)}/executions/${kind}`, body)
  const demand = (execution: Execution | undefined, requirement: string) =>
    admin.call('PUT', `${flows}/${encodeURIComponent(alias)}/executions`, { ...execution, requirement })

  await admin.call('POST', `${flows}/browser/copy`, { newName: alias })
  const condition = `${alias} role`
  await add(`${alias} forms`, 'flow', {
    alias: condition,
    type: 'basic-flow',
    provider: 'registration-page-form',
  })
  await add(condition, 'execution', { provider: 'conditional-user-role' })
  await add(condition, 'execution', { provider: 'deny-access-authenticator' })

  const all = await executionsOf(alias)
  const find = (test: (one: Execution) => boolean) => all.find(test)
  await demand(
    find((one) => one.displayName === condition),
    'CONDITIONAL',
  )
  const [asked, denied] = [
    find((one) => one.providerId === 'conditional-user-role'),
    find((one) => one.providerId === 'deny-access-authenticator'),
  ]
  await demand(asked, 'REQUIRED')
  await demand(denied, 'REQUIRED')
  await admin.call('POST', `/${realm}/authentication/executions/${asked?.id}/config`, {
    alias: condition,
    config: { condUserRole: role, negate: 'true' },
  })
  const known = (await admin.call('GET', flows)) as Array<{ id: string; alias: string }>
  return known.find((flow) => flow.alias === alias)?.id ?? ''
}
