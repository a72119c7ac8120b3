import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reporter } from 'vitest/node'
import { VerdictCache } from '../../src/verify/evidence/cache.ts'
import { toolHash } from '../../src/verify/evidence/tool-hash.ts'
import { askedFor, record } from './record.ts'
import { verdictReporter } from './reporter.ts'

/** Writes what `vitest` found about our own guides into the ledger and the cache, as `npm run verify` does. */
export function ledgerReporter(root: string): Reporter {
  let tool: string | undefined
  return verdictReporter({
    onVerdict(carried) {
      tool ??= toolHash(root)
      record(carried, {
        ...{ root, toolHash: tool },
        cache: new VerdictCache(root),
        toolVersion: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
        asked: askedFor('embedded'),
        ...{ identity: '', held: true },
        ledger: join(root, 'static/verification'),
      })
    },
  })
}
