import { patience } from '../../../machine/patience.ts'
import type { Catalogue } from '../../../plan/catalogue.ts'
import { askServer, silence } from '../../../web/upstream.ts'
import { Infrastructure } from '../../contract.ts'
import type { Admin } from './admin.ts'

interface Message {
  key: string
  value: string
}

interface ServerInfo {
  systemInfo: { version: string }
  protocolMapperTypes: Record<string, Array<{ name: string; properties: Array<{ label?: string }> }>>
}

/**
 * Every text that the admin console of this server shows. Most stand in its message bundle, which needs no login
 * (source: ThemeResource, 26.x); names of mappers, of their settings and of client authenticators come from the
 * server's own providers, and the PKCE methods from discovery (the console lists the same two without messages).
 */
export async function readCatalogue(url: string, admin: Admin): Promise<Catalogue> {
  const [messages, info, authenticators, discovery] = await Promise.all([
    read<Message[]>(`${url}/resources/master/admin/en`),
    // Beside the realms, not below them.
    admin.call('GET', '/../serverinfo') as Promise<ServerInfo>,
    admin.call('GET', '/master/authentication/client-authenticator-providers') as Promise<
      Array<{ displayName: string }>
    >,
    read<{ code_challenge_methods_supported: string[] }>(
      `${url}/realms/master/.well-known/openid-configuration`,
    ),
  ])
  const byKey = new Map(messages.map(({ key, value }) => [key, value]))
  const mappers = info.protocolMapperTypes['openid-connect'] ?? []
  const settings = mappers.flatMap(({ properties }) => properties.flatMap(({ label }) => label ?? []))
  const texts = new Set(
    [
      ...byKey.values(),
      ...mappers.map(({ name }) => name),
      ...settings.map((label) => byKey.get(label) ?? label),
      ...authenticators.map(({ displayName }) => displayName),
      ...discovery.code_challenge_methods_supported,
    ].map((text) => text.trim()),
  )
  return {
    version: info.systemInfo.version,
    shows: (text) => texts.has(text),
    texts: () => texts,
  }
}

async function read<T>(url: string): Promise<T> {
  try {
    const answer = await askServer(url, {}, silence(patience()))
    if (!answer.ok) throw new Error(`answered ${answer.status}`)
    return (await answer.json()) as T
  } catch (error) {
    throw new Infrastructure(`The texts of Keycloak cannot be read at ${url}: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
