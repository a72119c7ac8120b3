import { GenericContainer, getContainerRuntimeClient, type StartedTestContainer, Wait } from 'testcontainers'
import { connectEngine } from './engine.ts'
import { digestOf, type ImageSource, resolveImage } from './image.ts'

/** Every container of ours has it, with the process that started it: what a killed run leaves is reaped by the next. */
const ownerLabel = 'touchstone.owner'

export interface ServerOptions {
  image: ImageSource
  /** Command and environment by where the image comes from: a built one is configured already. */
  command(from: 'variable' | 'built' | 'official'): string[]
  environment: Readonly<Record<string, string>>
  /** Port of the product's own protocol; mapped to a free one of the machine. */
  port: number
  ready: { port: number; path: string; status: number }
  /** Text files that are in the container before it starts, by their path there. */
  files?: Readonly<Record<string, string>>
  /** Names that the container knows beside those of its network, such as that of the machine. */
  hosts?: Array<{ host: string; ipAddress: string }>
  /** Milliseconds until "never ready". */
  patience: number
  onWait?(what: string): void
}

export interface RunningServer {
  /** `http://127.0.0.1:49153` */
  url: string
  image: string
  digest: string
  /** The last lines that the product wrote. */
  logs(lines: number): Promise<string[]>
  stop(): Promise<void>
}

/** The container ended, or never answered; `lines` is what the product wrote until then. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted'
  readonly lines: readonly string[]
  constructor(message: string, lines: readonly string[], options?: ErrorOptions) {
    super([message, ...lines.slice(-10)].join('\n'), options)
    this.lines = lines
  }
}

/** Starts a product in a container and waits until it answers. Throws {@link NotStarted}. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  await connectEngine()
  await reapLeftovers()
  const { image, port, ready } = options
  const resolved = await resolveImage(image)
  options.onWait?.(`${resolved.name} to answer at ${ready.path}`)
  const said: string[] = []
  const prepared = new GenericContainer(resolved.name)
    .withCommand(options.command(resolved.from))
    .withEnvironment({ ...options.environment })
    .withExposedPorts(port, ...(ready.port === port ? [] : [ready.port]))
    .withLabels({ [ownerLabel]: String(process.pid) })
    .withCopyContentToContainer(
      Object.entries(options.files ?? {}).map(([target, content]) => ({ target, content, mode: 0o644 })),
    )
    .withExtraHosts(options.hosts ?? [])
    .withLogConsumer((stream) => {
      for (const event of ['data', 'err']) stream.on(event, (line) => said.push(String(line).trimEnd()))
    })
    .withWaitStrategy(
      Wait.forHttp(ready.path, ready.port, { abortOnContainerExit: true }).forStatusCode(ready.status),
    )
    .withStartupTimeout(options.patience)
  const container = await prepared.start().catch((error: Error) => {
    throw new NotStarted(error.message, said, { cause: error })
  })
  return {
    url: `http://${container.getHost()}:${container.getMappedPort(port)}`,
    image: resolved.name,
    digest: await digestOf(resolved.name),
    logs: (lines) => lastLines(container, lines),
    async stop() {
      await container.stop({ timeout: 0, remove: true })
    },
  }
}

async function lastLines(container: StartedTestContainer, count: number): Promise<string[]> {
  const stream = await container.logs({ tail: count })
  const lines: string[] = []
  stream.on('data', (line) => lines.push(String(line).trimEnd()))
  // The stream follows the log; what is there already arrives at once.
  await new Promise((resolve) => setTimeout(resolve, 200))
  stream.destroy()
  return lines.slice(-count)
}

/** Removes containers whose owner lives no more. */
export async function reapLeftovers(): Promise<void> {
  const { container: client } = await getContainerRuntimeClient()
  for (const { Id, Labels } of await client.list()) {
    const owner = Number(Labels[ownerLabel])
    if (!owner || alive(owner)) continue
    await client.remove(client.getById(Id), { removeVolumes: true }).catch(() => {})
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
