import type { Finding } from '../../src/plan/finding.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { loadRules } from '../../src/rules/index.ts'
import { checkPlan } from '../../src/verify/check.ts'
import { readEvidence } from '../../src/verify/evidence/ledger.ts'
import type { Evidence } from '../../src/verify/evidence/schema.ts'
import { openProducts } from '../../src/verify/products.ts'
import { subjectOf } from '../../src/verify/subject.ts'
import { guidesIn, pairOf } from '../vitest-guide/guides.ts'
import { planReader } from '../vitest-guide/read.ts'
import type { Product } from './data.ts'

/** One guide as the site needs it: what it says, what the rules say of it, what runs say of it. */
export interface LoadedGuide {
  guide: string
  file: string
  application: Product
  provider: Product
  /** Null when the text cannot be read as a guide; `fault` then says why. */
  plan: Plan | null
  planHash: string
  fault: string | null
  findings: Finding[]
  evidence: Evidence | null
}

export interface LoadOptions {
  /** The project's folder. */
  root: string
  /** The folder that holds `<application>/<provider>.mdx`. */
  docs: string
  /** The ledger's folder. */
  ledger: string
}

/** Reads and checks every guide; nothing is carried out here. */
export async function loadGuides({ root, docs, ledger }: LoadOptions): Promise<LoadedGuide[]> {
  const products = openProducts()
  const [rules, read] = [await loadRules(), planReader(root)]

  async function load(file: string): Promise<LoadedGuide> {
    const pair = pairOf(file)
    try {
      const [provider, application] = await Promise.all([
        products.provider(pair.provider),
        products.application(pair.application),
      ])
      const { plan, planHash } = await read(file, provider, application)
      const { findings } = checkPlan(plan, subjectOf(provider, application), rules, products.others(pair))
      return {
        ...{ guide: pair.guide, file, plan, planHash, fault: null, findings: [...findings] },
        application: { id: application.id, name: application.name },
        provider: { id: provider.id, name: provider.name },
        evidence: readEvidence(ledger, pair),
      }
    } catch (error) {
      return {
        ...{ guide: pair.guide, file, plan: null, planHash: '', findings: [], evidence: null },
        application: { id: pair.application, name: pair.application },
        provider: { id: pair.provider, name: pair.provider },
        fault: error instanceof Error ? error.message : String(error),
      }
    }
  }

  return Promise.all(guidesIn(docs, root).map(load))
}
