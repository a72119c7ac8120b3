import { VFileMessage } from 'vfile-message'
import { extractPlan, idsOf } from '../../plugins/remark-guide/index.ts'
import { Usage } from '../../plugins/vitest-guide/selection.ts'
import type { Finding } from '../../src/plan/finding.ts'
import type { Place, Point } from '../../src/plan/place.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { applyRules, type Rule, type RuleContext } from '../../src/plan/rule.ts'
import type { Provider } from '../../src/providers/contract.ts'
import { openProducts } from '../../src/verify/products.ts'
import { knownVersion } from '../../src/verify/subject.ts'

export interface CheckOptions {
  root: string
  rules: readonly Rule[]
  providerVersion?: string
  /** Reads a file by its path from the root; from the disk unless given. */
  readFile?: (file: string) => string
}

/**
 * Findings of one guide (its file relative to the root). A product that nobody knows is left out: the rules that need
 * it then say nothing. Throws {@link Usage} for a version that the provider does not have.
 */
export function checker({
  root,
  rules,
  providerVersion,
  readFile,
}: CheckOptions): (file: string) => Promise<Finding[]> {
  const products = openProducts()
  /** Declared so far by any guide, for hints on spelling. */
  const placeholders = new Map<string, string>()
  return async (file) => {
    const ids = idsOf(file)
    const provider = products.providerIds.includes(ids.provider)
      ? await products.provider(ids.provider)
      : null
    const application = products.applicationIds.includes(ids.application)
      ? await products.application(ids.application)
      : null
    const vocabularies = { provider: provider?.vocabulary, application: application?.vocabulary }
    const plan = planOf(() => extractPlan({ file, root, readFile, vocabularies }))
    if (plan instanceof VFileMessage) return [unreadable(plan, file)]
    const context: RuleContext = {
      provider: provider && inVersion(provider, versionOf(provider, providerVersion)),
      application: application && inVersion(application, application.defaultVersion),
      placeholders,
      others: products.others(ids),
    }
    const findings = applyRules(rules, plan, context)
    for (const fact of plan.facts) if (fact.kind === 'placeholder') placeholders.set(fact.token, fact.meaning)
    return findings
  }
}

function versionOf(provider: Provider, asked: string | undefined): string {
  try {
    return knownVersion(provider, asked)
  } catch (error) {
    throw new Usage(`${(error as Error).message}; name the guides of one provider`, { cause: error })
  }
}

function planOf(extract: () => Plan): Plan | VFileMessage {
  try {
    return extract()
  } catch (error) {
    if (error instanceof VFileMessage) return error
    throw error
  }
}

/** A guide that cannot be composed (a partial is missing, a parameter is no text) is a finding at the place of the fault. */
function unreadable(message: VFileMessage, file: string): Finding {
  const point = (line = 1, column = 1): Point => ({ line, column, offset: 0 })
  const { application, provider } = idsOf(file)
  const start = point(message.line, message.column)
  const end = message.place && 'end' in message.place ? message.place.end : start
  const place: Place = {
    file: message.file ?? file,
    start,
    end: point(end.line, end.column),
    includes: [],
  }
  return {
    ...{ ruleId: 'guide/unreadable', severity: 'error', place, guide: `${application}/${provider}` },
    message: message.reason,
    help: message.note ?? 'Mend the import, the parameter or the markup that is named',
  }
}

/** The product with a version beside it, whether its members are its own or inherited. */
function inVersion<T extends object>(product: T, version: string): T & { version: string } {
  return Object.assign(Object.create(product) as T, { version })
}
