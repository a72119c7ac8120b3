import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/* Loaded before a program that is measured: says at its end what it used, with all its threads. */
const file = process.env.BENCH_USAGE
if (file !== undefined && isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    writeFileSync(
      file,
      JSON.stringify({ processor: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 }),
    )
  })
