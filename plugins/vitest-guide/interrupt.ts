/** Ends the process when somebody interrupts it, not before everything of it is gone. */
export function onInterrupt(stop: () => Promise<void>): Interrupts {
  let ending = false
  const interrupted = () => {
    if (ending) return
    ending = true
    void stop().finally(() => process.exit(130))
  }
  // `on`, and not `once`: a listener that is gone when the library's own is called makes that one end the process.
  process.on('SIGINT', interrupted).on('SIGTERM', interrupted)
  return {
    async off() {
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
      if (ending) await new Promise<never>(() => {})
    },
  }
}

export interface Interrupts {
  /** No more. Where an end is under way, what follows would end the process before everything is gone: it never comes to that. */
  off(): Promise<void>
}

/** Those that were still starting, and those of applications. Loaded here: the embedded tier needs no engine's client. */
export async function removeContainers(): Promise<void> {
  const { removeOwn } = await import('../../src/containers/ownership.ts')
  await removeOwn().catch(() => {})
}

/** Why no container can be started here; null where one can. */
export async function engineFailure(): Promise<string | null> {
  const { connectEngine } = await import('../../src/containers/engine.ts')
  return connectEngine().then(
    () => null,
    (error: Error) => error.message,
  )
}
