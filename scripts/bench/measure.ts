/** One line of the table. Times are milliseconds, memory is megabytes, until they are printed. */
export interface Row {
  what: string
  /** What is promised, in words; empty for figures that stand beside a promise to explain it. */
  target: string
  measured: string
  /** Null where nothing is promised. */
  met: boolean | null
}

export interface BenchOptions {
  /** The project's folder. */
  root: string
  /** A folder that is gone afterwards. */
  scratch: string
  /** Says on standard error what is being done: some of it takes minutes. */
  progress(text: string): void
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

/** The value below which the share `q` of the numbers lies, by the nearest rank. Throws a `RangeError` for no numbers. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]
  if (found === undefined) throw new RangeError('Nothing was measured')
  return found
}

/** Milliseconds. On a busy machine the wall's time is longer than the work; the processor's time is the work. */
export interface Times {
  wall: number[]
  processor: number[]
}

export async function timed(run: () => unknown): Promise<{ wall: number; processor: number }> {
  const [start, used] = [performance.now(), process.cpuUsage()]
  await run()
  const { user, system } = process.cpuUsage(used)
  return { wall: performance.now() - start, processor: (user + system) / 1000 }
}

/** Each in turn, `rounds` times: what else the machine does meets all of them alike. */
export async function alternate<Name extends string>(
  rounds: number,
  what: Record<Name, (round: number) => unknown>,
): Promise<Record<Name, Times>> {
  const entries = Object.entries(what) as Array<[Name, (round: number) => unknown]>
  const all = Object.fromEntries(
    entries.map(([name]): [string, Times] => [name, { wall: [], processor: [] }]),
  ) as Record<Name, Times>
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of entries) {
      const { wall, processor } = await timed(() => run(round))
      all[name].wall.push(wall)
      all[name].processor.push(processor)
    }
  }
  return all
}

/** `438 ms (91 ms of processor)` */
export function both({ wall, processor }: Times): string {
  return `${ms(median(wall))} (${ms(median(processor))} of processor)`
}

export function ms(time: number): string {
  return time < 10
    ? `${time.toFixed(1)} ms`
    : time < 1000
      ? `${Math.round(time)} ms`
      : `${(time / 1000).toFixed(1)} s`
}

export function times(factor: number): string {
  return `${factor.toFixed(2)} ×`
}
