#!/usr/bin/env node
import { globSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { readRecording } from '../src/embedded/observed/recording.ts'
import { replay } from '../src/embedded/observed/replay.ts'
import type { ReplayAdapter } from '../src/embedded/observed/subject.ts'
import type { Unmet } from '../src/embedded/observed/suite.ts'

const help = `Asks a provider what its real server was asked when it was recorded, and compares the answers case by case.

Usage: npm run contract -- --provider P [options]

  --provider P   keycloak, authentik, pocket-id
  --tier TIER    embedded (the stand-in, the default) or container (the real server)
  --version V    one recording only
  --help         this text

Exit codes: 0 every case is met or declared with its reason, 1 a case differs, 2 wrong usage, 3 infrastructure`

const { values } = parseArgs({
  options: {
    provider: { type: 'string' },
    tier: { type: 'string', default: 'embedded' },
    version: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const src = resolve(import.meta.dirname, '../src')
const folder = resolve(src, 'providers', values.provider ?? '')
const recordings = globSync('observed/*.json', { cwd: folder })
  .map((file) => ({ file: resolve(folder, file), version: basename(file, '.json') }))
  .filter(({ version }) => values.version === undefined || version === values.version)

if (values.help) {
  console.log(help)
} else if (
  values.provider === undefined ||
  recordings.length === 0 ||
  !/^(embedded|container)$/.test(values.tier)
) {
  console.error(`No recording for ${values.provider ?? 'no provider'} ${values.version ?? ''}\n\n${help}`)
  process.exitCode = 2
} else {
  for (const { file, version } of recordings)
    process.exitCode = Math.max(Number(process.exitCode ?? 0), await hold(file, version))
}

async function hold(file: string, version: string): Promise<number> {
  const recording = readRecording(pathToFileURL(file))
  const { adapter, unmet, notModelled, stop } = await subjectFor(version).catch((error: Error) => {
    console.error(error.message)
    process.exit(3)
  })
  const reason = notModelled[version]
  if (reason !== undefined) {
    console.log(`\n${values.provider} ${version}, ${values.tier} tier: not held to its recording: ${reason}`)
    return 0
  }
  const declared = unmet[version] ?? {}
  const cases = recording.cases.filter((one) => one.exchanges.length > 0)
  let wrong = 0
  try {
    for (const one of cases) {
      const differences = await replay(adapter, recording, one)
      const expected = declared[one.id] === undefined
      if ((differences.length === 0) === expected) continue
      wrong++
      console.log(`\n${one.id}${expected ? '' : `: declared (${declared[one.id]}), but it is met`}`)
      for (const difference of differences) console.log(`  ${difference}`)
    }
  } finally {
    await stop()
  }
  const named = `${values.provider} ${version}, ${values.tier} tier`
  console.log(
    `\n${named}: ${cases.length - wrong} of ${cases.length} cases as recorded or as declared, ${Object.keys(declared).length} declared`,
  )
  for (const [id, reason] of Object.entries(declared)) console.log(`  ${id}: ${reason}`)
  return wrong === 0 ? 0 : 1
}

interface Held {
  adapter: ReplayAdapter
  unmet: Unmet
  /** Versions without a dialect, with the reason. */
  notModelled: Readonly<Record<string, string>>
  stop(): Promise<void>
}

async function subjectFor(version: string): Promise<Held> {
  const load = (file: string) => import(pathToFileURL(resolve(folder, file)).href)
  if (values.tier === 'embedded') {
    const [{ adapter }, { unmet, notModelled = {} }] = await Promise.all([
      load('observed/adapter.ts'),
      load('observed/unmet.ts'),
    ])
    return { adapter, unmet, notModelled, stop: async () => {} }
  }
  const [{ openReal }, { unmet }] = await Promise.all([
    load('container/observed.ts'),
    load('container/unmet.ts'),
  ])
  return { ...(await openReal(version)), unmet, notModelled: {} }
}
