import { planHash } from '../../src/plan/hash.ts'
import { extractPlan } from '../remark-guide/index.ts'
import type { ReadPlan } from './prepare.ts'

/** Reads guides of a project, with the words of the two products at hand. */
export function planReader(root: string): ReadPlan {
  return async (file, { vocabulary: provider }, { vocabulary: application }) => {
    const plan = extractPlan({ file, root, vocabularies: { provider, application } })
    return { plan, planHash: planHash(plan) }
  }
}
