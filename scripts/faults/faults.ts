import { createServer, type Server } from 'node:net'
import type { RunContext } from './run.ts'

/** What a run under a fault must come to. */
export type Expected = 'infrastructure' | 'verified' | 'interrupted' | 'killed'

export interface Fault {
  id: string
  what: string
  expected: Expected
  environment?: Readonly<Record<string, string>>
  /** Guides to verify; three by default, so that something is under way whenever the fault strikes. */
  guides?: readonly string[]
  /** What the message must tell besides whose fault it is. */
  says: RegExp
  /** Carried out when the run has come that far. */
  strike?: { when: 'starting' | 'first-verdict'; how(run: RunContext): Promise<void> }
  /** Something that is there during the whole run. */
  beside?(): Promise<{ environment?: Readonly<Record<string, string>>; end(): Promise<void> }>
}

/** The product's own log, quoted in the verdict. */
const quoted = /The last lines of keycloak:\n.*(Keycloak|INFO|WARN|ERROR)/s
const few = ['technitium/keycloak']

export const faults: readonly Fault[] = [
  {
    ...{ id: 'killed', what: 'the provider is killed in the middle of a run', expected: 'infrastructure' },
    says: quoted,
    strike: {
      when: 'first-verdict',
      how: async ({ container }) => (await container()).kill({ signal: 'SIGKILL' }),
    },
  },
  {
    // Frozen as a whole: the first process of the container may be a shell that only waits.
    ...{ id: 'hung', what: 'the provider stops answering', expected: 'infrastructure' },
    says: /The last lines of keycloak:\n.*The container is paused/s,
    strike: { when: 'first-verdict', how: async ({ container }) => (await container()).pause() },
  },
  {
    ...{ id: 'never-ready', what: 'the provider is not ready in time', expected: 'infrastructure' },
    ...{ guides: few, environment: { TOUCHSTONE_PATIENCE: '4' } },
    says: /did not start: \/health\/ready did not answer 200 within 4 s/,
  },
  {
    ...{ id: 'port-taken', what: 'its usual ports are taken on this machine', expected: 'verified' },
    ...{ guides: few, says: /^/ },
    beside: () => holdPorts([8080, 9000, 8443]),
  },
  {
    ...{ id: 'address-taken', what: 'another server answers at its address', expected: 'infrastructure' },
    ...{ guides: few, says: /Keycloak at \S+ refuses its administrator/ },
    beside: strangerAtAddress,
  },
  {
    ...{ id: 'image-missing', what: 'the image is nowhere', expected: 'infrastructure' },
    ...{ guides: few, environment: { TOUCHSTONE_KEYCLOAK_IMAGE: 'localhost/touchstone/nowhere:1' } },
    says: /localhost\/touchstone\/nowhere:1.*npm run images/s,
  },
  {
    ...{ id: 'engine-missing', what: 'no container engine answers', expected: 'infrastructure' },
    ...{ guides: few, environment: { DOCKER_HOST: 'unix:///run/nobody-listens-here.sock' } },
    says: /No container engine answers at unix:\/\/\/run\/nobody-listens-here\.sock/,
  },
  {
    ...{ id: 'disk-full', what: 'the provider cannot write its data', expected: 'infrastructure' },
    ...{
      guides: few,
      environment: {
        TOUCHSTONE_CONTAINER_TMPFS: '/opt/keycloak/data:rw,size=1m',
        TOUCHSTONE_PATIENCE: '150',
      },
    },
    says: /(Database operation failed|unknown_error).*The last lines of keycloak/s,
  },
  {
    ...{ id: 'out-of-memory', what: 'the provider has too little memory', expected: 'infrastructure' },
    ...{
      guides: few,
      environment: { TOUCHSTONE_CONTAINER_MEMORY: '160', TOUCHSTONE_PATIENCE: '150' },
    },
    says: /did not start: The container ended with exit code \d+/,
  },
  {
    ...{ id: 'sigint-starting', what: 'Ctrl+C while the container starts', expected: 'interrupted' },
    ...{ guides: few, says: /^/ },
    strike: { when: 'starting', how: async ({ kill }) => kill('SIGINT') },
  },
  {
    ...{ id: 'sigint', what: 'Ctrl+C in the middle of a run', expected: 'interrupted', says: /^/ },
    strike: { when: 'first-verdict', how: async ({ kill }) => kill('SIGINT') },
  },
  {
    ...{ id: 'sigkill', what: 'our own process is killed in the middle', expected: 'killed', says: /^/ },
    strike: { when: 'first-verdict', how: async ({ kill }) => kill('SIGKILL') },
  },
]

async function holdPorts(ports: readonly number[]) {
  const servers = await Promise.all(ports.map((port) => listen(port)))
  const end = async () => {
    for (const server of servers) server?.close()
  }
  return { end }
}

/** Null where somebody else holds the port already, which serves as well. */
function listen(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(null)).listen(port, '0.0.0.0', () => resolve(server))
  })
}

async function strangerAtAddress() {
  const answer = 'HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 9\r\n\r\nNot here\n'
  const server = createServer((socket) => socket.once('data', () => socket.end(answer)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    environment: { TOUCHSTONE_KEYCLOAK_URL: `http://127.0.0.1:${port}` },
    end: async () => void server.close(),
  }
}
