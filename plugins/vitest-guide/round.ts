import type { Rule } from '../../src/plan/rule.ts'
import type { VerdictCache } from '../../src/verify/evidence/cache.ts'
import { codeHash } from '../../src/verify/evidence/tool-hash.ts'
import type { Products } from '../../src/verify/products.ts'
import type { Line } from '../../src/verify/report.ts'
import { untried } from '../../src/verify/step.ts'
import { explained, type Header, type Ran, type Verdict, verdictOf } from '../../src/verify/verdict.ts'
import { engineFailure, onInterrupt, removeContainers } from './interrupt.ts'
import { type Prepared, prepare, type ReadPlan } from './prepare.ts'
import { hashOf, publish, type RecordOptions, record } from './record.ts'
import type { Round } from './rounds.ts'
import { openServer, type Server } from './servers.ts'
import { type Stashed, stash } from './stash.ts'
import type { VerifyOptions } from './verify.ts'

export interface RoundRun {
  options: VerifyOptions
  products: Products
  cache: VerdictCache
  /** How verdicts on this guide are remembered and published; by what ran, once something did. */
  recording(file: string, ran?: Ran): RecordOptions
  say(line: Line): void
}

/** A guide that is to be run. */
interface Due {
  header: Header
  prepared: Stashed
}

/** Carries out those guides of a round whose verdicts are not known. A server is started only when one is left. */
export async function carryOut(round: Round, run: RoundRun): Promise<void> {
  const changed = round.files.filter((file) => !saidByText(file, run))
  if (changed.length === 0) return
  const [rules, read] = await Promise.all([run.options.rules(), run.options.read()])
  const due = new Map<string, Due>()
  for (const file of changed) {
    const prepared = await prepareFor(file, round, run, rules, read)
    if (!saidByPlan(prepared, run)) due.set(file, { header: prepared.header, prepared: stash(prepared) })
  }
  if (due.size === 0) return
  const server = await serverOf(round, run.options)
  run.options.onBoot?.(server.bootMs)
  try {
    await runDue(due, server, round, run, rules, read)
  } finally {
    await server.stop()
  }
}

/** Known by the guide's text: not even its plan is made. */
function saidByText(file: string, { options, cache, recording, say }: RoundRun): boolean {
  const how = recording(file)
  if (options.fresh || how.asked === null) return false
  const known = cache.byText(file, how.asked, how.toolHash, (source) => hashOf(options.root, source))
  if (!known) return false
  publish(known.verdict, how, known.date)
  say({ verdict: known.verdict, unchanged: true })
  return true
}

/** Known by the plan, with the places where its facts stand now. Drift is looked at again: its places moved with the text. */
function saidByPlan(
  { header, plan, steps }: Prepared,
  { options, cache, recording, say }: RoundRun,
): boolean {
  const how = recording(header.file)
  if (options.fresh || how.identity === null || !plan) return false
  const known = cache.byPlan({ ...header, toolHash: how.toolHash, identity: how.identity })
  // The hash leaves headings out, and rules look at them.
  const found = steps.some((step) => 'finding' in step && step.finding !== null)
  if (known?.verdict.outcome !== 'verified' || found) return false
  const places = new Map(steps.map(({ id, place }) => [id, place]))
  const verdict = {
    ...known.verdict,
    steps: known.verdict.steps.map((step) => ({ ...step, place: places.get(step.id) ?? step.place })),
  }
  record({ verdict, sources: plan.sources }, how, known.date)
  say({ verdict, unchanged: true })
  return true
}

async function prepareFor(
  file: string,
  { providerVersion, server }: Round,
  { options: { tier, applicationMode }, products }: RoundRun,
  rules: readonly Rule[],
  read: ReadPlan,
): Promise<Prepared> {
  const one = await prepare(file, { tier, applicationMode, providerVersion, products, rules, read })
  if (!server) return one
  return { ...one, header: { ...one.header, providerRelease: server.release } }
}

async function serverOf(
  { server }: Round,
  { root, tier, applicationMode, keeper, onWait = () => {} }: VerifyOptions,
): Promise<Server> {
  if (server) {
    const code = codeHash(root, [
      `src/providers/${server.provider.id}/**/*.{ts,json}`,
      'src/containers/**/*.ts',
    ])
    return openServer(server, { say: onWait, keeper, code })
  }
  // The worlds of stand-ins live in the suites' own process.
  const containers = tier === 'container' || applicationMode === 'real'
  const interrupts = onInterrupt(containers ? removeContainers : async () => {})
  // Once for all suites, which find it in the environment: what each of them started would outlive an interrupted run.
  const failure = containers ? await engineFailure() : null
  return { failure, ran: {}, logs: async () => [], stop: () => interrupts.off(), bootMs: 0 }
}

async function runDue(
  due: ReadonlyMap<string, Due>,
  server: Server,
  { providerVersion, server: from }: Round,
  { options, recording, say }: RoundRun,
  rules: readonly Rule[],
  read: ReadPlan,
): Promise<void> {
  const left = new Map(due)
  const finish = (verdict: Verdict) => {
    left.delete(verdict.file)
    say({ verdict, unchanged: false })
  }
  const fail = (reason: string) => {
    for (const { header } of left.values()) finish(broken(header, reason))
  }
  if (server.failure !== null) return fail(server.failure)
  const { runGuides } = await import('./run-guides.ts')
  const { root, docs, folders, tier, applicationMode } = options
  await runGuides({
    ...{ root, docs, folders, tier, applicationMode, providerVersion, read },
    ...(from?.driver.guidesAtOnce !== undefined && { guidesAtOnce: from.driver.guidesAtOnce }),
    prepared: new Map([...due].map(([file, { prepared }]) => [file, prepared])),
    rules: async () => rules,
    async onVerdict(carried) {
      const whole = { ...carried.verdict, ...server.ran }
      const verdict = whole.outcome === 'infrastructure' ? explained(whole, await server.logs()) : whole
      record({ ...carried, verdict }, recording(verdict.file, verdict))
      finish(verdict)
    },
    onBroken: (file, reason) => finish(broken(due.get(file)!.header, reason)),
  })
  fail('The runner ended without a verdict on this guide')
}

function broken(header: Header, message: string): Verdict {
  const point = { line: 1, column: 1, offset: 0 }
  const place = { file: header.file, start: point, end: point, includes: [] }
  const step = untried({ id: 'plan', kind: 'finding', title: 'the guide can be tried', place })
  return verdictOf(header, [{ ...step, outcome: 'failed', blame: 'infrastructure', message }])
}
