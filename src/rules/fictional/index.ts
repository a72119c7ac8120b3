import type { ApplicationKnowledge, ProviderKnowledge } from '../../plan/knowledge.ts'
import { ledger } from './ledger.ts'
import { ostium } from './ostium.ts'

/** The same provider, but for its answer to scopes that it does not know. */
const lenient: ProviderKnowledge = {
  ...ostium,
  client: (plan, version) => ({ ...ostium.client(plan, version), unknownScope: 'ignored' }),
}

export const providers: Readonly<Record<string, ProviderKnowledge>> = { ostium, 'lenient-ostium': lenient }
/** The same application, but one that looks scopes and claims up in discovery before it saves them. */
const careful: ApplicationKnowledge = {
  ...ledger,
  relyingParty: (plan, version) => ({ ...ledger.relyingParty(plan, version), checksDiscovery: true }),
}

export const applications: Readonly<Record<string, ApplicationKnowledge>> = {
  ledger,
  'careful-ledger': careful,
}
