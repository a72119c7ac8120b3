#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hold, openHeld, recordingsOf } from './contract/provider.ts'

const help = `Holds stand-ins to the real products: the same questions for both, and both answers where they differ.

Usage: npm run contract -- --provider P [--tier TIER] [--version V]
       npm run contract -- --application A [--mode MODE]

  --provider P      keycloak, authentik, pocket-id: puts every recorded case of the real server to it
  --tier TIER       embedded (the stand-in, the default) or container (the real server)
  --version V       one recording only
  --application A   synapse, …: what the application does, put to its profile
  --mode MODE       profile (the default), or real: put to the application itself too
  --help            this text

Exit codes: 0 every case is met or declared with its reason, 1 a case differs, 2 wrong usage, 3 infrastructure`

const { values } = parseArgs({
  options: {
    provider: { type: 'string' },
    tier: { type: 'string', default: 'embedded' },
    version: { type: 'string' },
    application: { type: 'string' },
    mode: { type: 'string', default: 'profile' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const root = resolve(import.meta.dirname, '..')
process.exit(await main())

async function main(): Promise<number> {
  const { help: asked, provider, tier, application, mode } = values
  if (asked) {
    console.log(help)
    return 0
  }
  if (provider !== undefined && (tier === 'embedded' || tier === 'container'))
    return holdProvider(provider, tier, values.version)
  if (application !== undefined && (mode === 'profile' || mode === 'real'))
    return holdApplication(application, mode)
  return wrongUsage('Expected --provider or --application')
}

function wrongUsage(reason: string): number {
  console.error(`${reason}\n\n${help}`)
  return 2
}

async function holdProvider(
  provider: string,
  tier: 'embedded' | 'container',
  version: string | undefined,
): Promise<number> {
  const folder = resolve(root, 'src/providers', provider)
  const recordings = [...recordingsOf(folder)].filter(([name]) => version === undefined || name === version)
  if (recordings.length === 0) return wrongUsage(`No recording for ${provider} ${version ?? ''}`)
  if (tier === 'container' && !existsSync(resolve(folder, 'container/observed.ts')))
    return wrongUsage(`Nobody has put the recorded cases to a real ${provider} yet`)
  let wrong = 0
  for (const [name, recording] of recordings) {
    const held = await openHeld(folder, tier, name).catch((error: Error) => {
      console.error(error.message)
      return null
    })
    if (held === null) return 3
    try {
      const outcome = await hold(held, recording, tier)
      console.log(outcome.lines.join('\n'))
      wrong += outcome.wrong
    } finally {
      await held.stop()
    }
  }
  return wrong === 0 ? 0 : 1
}

async function holdApplication(application: string, mode: 'profile' | 'real'): Promise<number> {
  // One file, or a folder of them.
  const contract = ['contract.test.ts', 'contract'].find((name) =>
    existsSync(resolve(root, 'src/applications', application, name)),
  )
  if (contract === undefined)
    return wrongUsage(`src/applications/${application}/contract.test.ts does not exist: no contract`)
  const file = `src/applications/${application}/${contract}${contract === 'contract' ? '/*.test.ts' : ''}`
  if (mode === 'real') {
    // A contract whose questions reached nobody says nothing about the application.
    const { connectEngine } = await import('../src/containers/engine.ts')
    const reason = await connectEngine().then(
      () => null,
      (error: Error) => error.message,
    )
    if (reason !== null) {
      console.error(reason)
      return 3
    }
  }
  const { runContract } = await import('./contract/application.ts')
  const { statements, broken, failure } = await runContract(root, file, mode)
  for (const { statement, message } of broken) console.log(`\n${statement}\n${message}`)
  console.log(`\n${application}, ${mode}: ${statements - broken.length} of ${statements} statements hold`)
  if (failure !== null) console.error(failure)
  if (broken.length > 0) return 1
  return failure === null && statements > 0 ? 0 : 3
}
