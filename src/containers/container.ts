import { GenericContainer } from 'testcontainers'
import type { Artifact } from '../plan/artifact.ts'
import { connectEngine } from './engine.ts'
import { artifactOf, commandOf, type ImageSource, resolveImage } from './image.ts'
import { limitsFrom } from './limits.ts'
import { endOf, endOrSilence, Saying } from './log.ts'
import { ownLabels, reapLeftovers, removeContainer } from './ownership.ts'
import { answersAtAll, type Ready, whenReady, whenRunning } from './ready.ts'

export interface ServerOptions {
  image: ImageSource
  /** Command by where the image comes from, since a built one is configured already; `own` is what the image itself says. */
  command(from: 'variable' | 'built' | 'official', own: readonly string[]): string[]
  environment: Readonly<Record<string, string>>
  /** Port of the product's own protocol; mapped to a free one of the machine. */
  port: number
  /** Absent for what speaks no HTTP, or is asked otherwise: then it has started when its container runs. */
  ready?: Ready
  /** Paths that are asked once before anybody waits for them: what a product makes at its first answer may take it long. */
  warmUp?: readonly string[]
  /** Text files that are in the container before it starts, by their path there. */
  files?: Readonly<Record<string, string>>
  /** Names that the container knows beside those of its network, such as that of the machine. */
  hosts?: Array<{ host: string; ipAddress: string }>
  /** Milliseconds until "never ready", on a machine with nothing else to do. */
  patience: number
  onWait?(what: string): void
}

export interface RunningServer extends Required<Artifact> {
  /** `http://127.0.0.1:49153` */
  url: string
  /** The last lines that the product wrote; how the container ended is the last of them where it did. */
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
  if (ready) options.onWait?.(`${resolved.name} to answer at ${ready.path}`)
  const limits = limitsFrom(process.env, options.patience)
  const said = new Saying()
  const prepared = new GenericContainer(resolved.name)
    .withCommand(options.command(resolved.from, await commandOf(resolved.name)))
    .withEnvironment({ ...options.environment })
    .withExposedPorts(port, ...(!ready || ready.port === port ? [] : [ready.port]))
    .withLabels(ownLabels())
    .withCopyContentToContainer(
      Object.entries(options.files ?? {}).map(([target, content]) => ({ target, content, mode: 0o644 })),
    )
    .withExtraHosts(options.hosts ?? [])
    .withTmpFs(limits.memoryFolders)
    .withLogConsumer((stream) => said.listen(stream))
    .withWaitStrategy(ready ? whenReady(ready) : whenRunning())
    .withStartupTimeout(limits.start)
  if (limits.memory !== undefined) prepared.withResourcesQuota({ memory: limits.memory })
  const container = await prepared.start().catch((error: Error) => {
    throw new NotStarted(error.message, said.last(40), { cause: error })
  })
  const url = `http://${container.getHost()}:${container.getMappedPort(port)}`
  await warmUp(url, options.warmUp ?? [], limits.start).catch(async (error: Error) => {
    const lines = [...said.last(40), (await endOf(container.getId())) ?? '']
    await removeContainer(container.getId()).catch(() => {})
    throw new NotStarted(error.message, lines, { cause: error })
  })
  return {
    url,
    ...(await artifactOf(resolved.name, image)),
    async logs(lines) {
      const id = container.getId()
      const end = ready ? await endOrSilence(id, () => answersAtAll(url)) : await endOf(id)
      return [...said.last(lines), ...(end === null ? [] : [end])]
    },
    async stop() {
      // By force: one that is paused or hangs cannot be stopped.
      await removeContainer(container.getId())
    },
  }
}

async function warmUp(url: string, paths: readonly string[], limit: number): Promise<void> {
  for (const path of paths) {
    const answer = await fetch(url + path, { signal: AbortSignal.timeout(limit) }).catch((error: Error) => {
      throw new Error(`ready, but no answer at ${path}: ${error.message}`)
    })
    await answer.arrayBuffer()
  }
}
