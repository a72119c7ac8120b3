import { createHash } from 'node:crypto'
import { extractPlan } from '../remark-guide/index.ts'
import type { ReadPlan } from './prepare.ts'

const hashPlan = (plan: object) =>
  createHash('sha256')
    .update(
      JSON.stringify(plan, (key, value) =>
        /place|section|headings|coverage/i.test(key) ? undefined : value,
      ),
    )
    .digest('hex')

/** Reads guides of a project, with the words of the two products at hand. */
export function planReader(root: string): ReadPlan {
  return async (file, { vocabulary: provider }, { vocabulary: application }) => {
    const plan = extractPlan({ file, root, vocabularies: { provider, application } })
    return { plan, planHash: hashPlan(plan) }
  }
}
