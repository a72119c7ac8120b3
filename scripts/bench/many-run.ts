import { planReader } from '../../plugins/vitest-guide/read.ts'
import { verifyGuides } from '../../plugins/vitest-guide/verify.ts'
import { loadRules } from '../../src/rules/index.ts'

/* The part of the benchmark that is measured from outside: carries out all guides of a folder, and says what it took. */

export interface Carried {
  durationMs: number
  /** Milliseconds of the processor, all threads of this process together. */
  processor: number
  verified: number
  /** Most that this process held at once. */
  megabytes: number
  /** Of the first guide that is not verified. */
  complaint: string
}

const [root = '', docs = '', providers = '', applications = ''] = process.argv.slice(2)
const start = performance.now()
let carried = 0
const lines = await verifyGuides({
  ...{ root, docs, words: [], tier: 'embedded', fresh: true, ledger: null, toolVersion: '0' },
  folders: { providers: new URL(providers), applications: new URL(applications) },
  read: async () => planReader(root),
  rules: () => loadRules(),
  onLine() {
    carried++
    if (carried % 50 === 0) console.log(JSON.stringify({ carried }))
  },
})
const durationMs = performance.now() - start
const failed = lines.find(({ verdict }) => verdict.outcome !== 'verified')?.verdict
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
const result: Carried = {
  durationMs,
  processor: (userCPUTime + systemCPUTime) / 1000,
  verified: lines.filter(({ verdict }) => verdict.outcome === 'verified').length,
  megabytes: maxRSS / 1024,
  complaint: failed
    ? `${failed.guide}: ${failed.steps.find(({ outcome }) => outcome === 'failed')?.message}`
    : '',
}
console.log(JSON.stringify(result))
process.exit(0)
