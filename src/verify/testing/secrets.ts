import type { RequestListener, ServerResponse } from 'node:http'
import type { Application, ApplicationDriver, ApplicationMode } from '../../applications/contract.ts'
import type { Provider, ProviderDriver, Provision } from '../../providers/contract.ts'
import type { Gateway, Route } from '../../web/contract.ts'
import { forward } from '../../web/forward.ts'

/** Everything that a run makes up and nobody may read afterwards, by what it is. */
export type Overheard = Map<string, string>

/** The provider with an ear at its doors: client secrets, passwords, and every token and code that it hands out. */
export function overhear(provider: Provider, tier: 'embedded' | 'container', heard: Overheard): Provider {
  const driver = provider.drivers[tier]
  if (!driver) throw new RangeError(`${provider.id} has no ${tier} driver`)
  const listening: ProviderDriver = {
    tier,
    async start(options) {
      const instance = await driver.start(options)
      for (const [name, value] of Object.entries(instance.environment ?? {}))
        if (name.endsWith('_PASSWORD')) heard.set(value, 'password of the administrator')
      return {
        ...instance,
        provision: async (plan, bindings) => inside(await instance.provision(plan, bindings), heard),
      }
    },
  }
  return { ...provider, id: `${provider.id}-overheard`, drivers: { ...provider.drivers, [tier]: listening } }
}

function inside(provision: Provision, heard: Overheard): Provision {
  const { client_secret: secret } = provision.captures
  if (secret !== undefined) heard.set(secret, 'client secret')
  return {
    ...provision,
    routes: new Map([...provision.routes].map(([origin, route]) => [origin, tapped(route, heard)])),
    async createUser(user) {
      heard.set(user.password, `password of ${user.username}`)
      await provision.createUser(user)
    },
  }
}

/** The application with an ear at its doors: sessions and tokens of its own. */
export function overhearApplication(
  application: Application,
  mode: ApplicationMode,
  heard: Overheard,
): Application {
  const driver = application.drivers[mode]
  if (!driver) throw new RangeError(`${application.id} cannot be run in the mode ${mode}`)
  const tap = (route: Route) => ('upstream' in route ? tapped(route, heard) : route)
  return {
    ...application,
    drivers: {
      ...application.drivers,
      [mode]: {
        ...driver,
        async install(options: Parameters<ApplicationDriver['install']>[0]) {
          // An application that is a server tells its place when it has started.
          const gateway: Gateway = {
            ...options.gateway,
            route: (origin, route) => options.gateway.route(origin, tap(route)),
          }
          const instance = await driver.install({ ...options, gateway })
          const routes = [...instance.routes].map(([origin, route]) => [origin, tap(route)] as const)
          return Object.defineProperty(instance, 'routes', { value: new Map(routes) })
        },
      },
    },
  }
}

/** Passes everything on and reads what is handed out: in bodies as JSON, in addresses as parameters. */
function tapped(route: Route, heard: Overheard): Route {
  const listener: RequestListener =
    'listener' in route ? route.listener : (request, response) => forward(request, response, route.upstream)
  return {
    listener(request, response) {
      tap(response, heard)
      listener(request, response)
    },
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

function tap(response: ServerResponse, heard: Overheard) {
  const chunks: Uint8Array[] = []
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string))
  }
  const { write, end, writeHead } = response
  let location = ''
  response.writeHead = ((...words: Parameters<typeof writeHead>) => {
    const given = words.find((word) => typeof word === 'object') as Headers | undefined
    location = String(given?.location ?? '')
    hearCookies([given?.['set-cookie'] ?? response.getHeader('set-cookie') ?? []].flat(), heard)
    return writeHead.apply(response, words)
  }) as typeof writeHead
  response.write = ((...words: Parameters<typeof write>) => {
    keep(words[0])
    return write.apply(response, words)
  }) as typeof write
  response.end = ((...words: Parameters<typeof end>) => {
    keep(words[0])
    const sent = location || String(response.getHeader('location') ?? '')
    listen(sent, Buffer.concat(chunks).toString(), heard)
    return end.apply(response, words)
  }) as typeof end
}

/** Cookies that are long enough are sessions; shorter ones are choices such as a language. */
const sessionLength = 24

function hearCookies(cookies: ReadonlyArray<string | number>, heard: Overheard) {
  for (const cookie of cookies) {
    const [, name = '', value = '', attributes = ''] = /^([^=;]+)=([^;]*)(.*)/.exec(String(cookie)) ?? []
    // One that stands in the address of its own page says which page it is for.
    if (value.length >= sessionLength && !attributes.includes(value)) heard.set(value, `cookie ${name}`)
  }
}

const secretNames =
  /"(access_token|id_token|refresh_token|login_token|client_secret|code)"\s*:\s*"([^"]{8,})"/g
const fields = /name="(code|id_token|access_token)" value="([^"]{8,})"/gi

function listen(location: string, body: string, heard: Overheard) {
  for (const pattern of [secretNames, fields])
    for (const [, name = '', value = ''] of body.matchAll(pattern)) heard.set(value, name)
  if (!URL.canParse(location, 'https://x.company')) return
  const { searchParams, hash } = new URL(location, 'https://x.company')
  for (const parameters of [searchParams, new URLSearchParams(hash.slice(1))]) {
    for (const name of ['code', 'id_token', 'access_token', 'id_token_hint', 'loginToken']) {
      const value = parameters.get(name)
      if (value !== null && value.length >= 8) heard.set(value, name)
    }
  }
}

/** What of the overheard stands in a text, with a little around it. */
export function leaks(text: string, heard: Overheard): string[] {
  return [...heard].flatMap(([value, what]) => {
    const spellings = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]
    const found = spellings.find((spelling) => text.includes(spelling))
    if (found === undefined) return []
    const at = text.indexOf(found)
    return [`${what}: …${text.slice(Math.max(0, at - 60), at)}[here]`]
  })
}
