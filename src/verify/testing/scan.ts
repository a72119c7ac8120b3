import type { Application, ApplicationMode } from '../../applications/contract.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Provider, Tier } from '../../providers/contract.ts'
import type { Instances } from '../instances.ts'
import { lastLines } from '../last-lines.ts'
import type { Checked } from '../plan-steps.ts'
import { runVerification } from '../run.ts'
import { subjectOf } from '../subject.ts'
import { explained, type Verdict } from '../verdict.ts'
import { everythingWritten } from './outputs.ts'
import { type Overheard, overhear, overhearApplication } from './secrets.ts'

export interface ScanOptions {
  tier: Tier
  applicationMode: ApplicationMode
  instances: Instances
  heard: Overheard
}

export interface ScannedGuide {
  plan: Plan
  planHash: string
  provider: Provider
  application: Application
  /** The static rules' findings, for the plan as it stands. */
  checked(plan: Plan): Checked
}

/** Verifies guides with an ear at every door, and keeps all that such runs write: ledger, cache, records, reports, logs. */
export class Scan {
  readonly #options: ScanOptions
  readonly #providers = new Map<string, Provider>()
  readonly texts: string[] = []

  constructor(options: ScanOptions) {
    this.#options = options
  }

  async add({ plan, planHash, provider, application, checked }: ScannedGuide): Promise<Verdict> {
    const { tier, applicationMode, instances, heard } = this.#options
    const listening = this.#providers.get(provider.id) ?? overhear(provider, tier, heard)
    this.#providers.set(provider.id, listening)
    // What a server wrote is told where a run fails: here it always is.
    const logs: string[] = []
    const acting = withLogs(overhearApplication(application, applicationMode, heard), applicationMode, logs)
    const subject = subjectOf(listening, acting, { tier, applicationMode })
    const verdict = await runVerification(plan, { subject, instances, checked: checked(plan), planHash })
    const instance = await instances.get(subject)
    const failing = {
      ...verdict,
      steps: verdict.steps.map((step) => ({
        ...step,
        blame: 'infrastructure' as const,
        message: step.message + lastLines(application.id, logs),
      })),
    }
    const told = explained(failing, (await instance.logs?.()) ?? [])
    this.texts.push(everythingWritten(verdict), everythingWritten(told))
    return verdict
  }
}

/** Keeps what the application wrote before it is gone. */
function withLogs(application: Application, mode: ApplicationMode, into: string[]): Application {
  const driver = application.drivers[mode]
  if (!driver) return application
  const install: typeof driver.install = async (options) => {
    const instance = await driver.install(options)
    const dispose = instance.dispose.bind(instance)
    // On the instance itself: it may be of a class, with fields of its own.
    instance.dispose = async () => {
      into.push(...(await instance.logs().catch(() => [])))
      await dispose()
    }
    return instance
  }
  return { ...application, drivers: { ...application.drivers, [mode]: { ...driver, install } } }
}
