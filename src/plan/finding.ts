import { VFileMessage } from 'vfile-message'
import { formatPlace, type Place } from './place.ts'

export type Severity = 'error' | 'warning' | 'info'

/** `group/name`, the folder of the rule is `group-name`. */
export type RuleId = `${string}/${string}`

/** What a static check reports. The host decides what to do with it; the rule only says what it saw. */
export interface Finding {
  ruleId: RuleId
  severity: Severity
  /** What is wrong, in one sentence. */
  message: string
  /** How to mend it. */
  help: string
  place: Place
  expected?: string
  actual?: string
  /** The nearest right spelling ("did you mean …"). */
  suggestion?: string
  /** The other ends of a disagreement. */
  related?: Array<{ message: string; place: Place }>
  guide: string
}

/**
 * What a rule or a product reports; the host adds rule and guide. The severity is the rule's, unless this one report is
 * milder: an error means that the reader fails or does not find the thing.
 */
export type Report = Omit<Finding, 'ruleId' | 'severity' | 'guide'> & {
  severity?: Exclude<Severity, 'error'>
}

/** The finding as unified's own message, with the fields that reporters of vfile know. */
export function toMessage(finding: Finding): VFileMessage {
  const text = finding.suggestion
    ? `${finding.message} (did you mean \`${finding.suggestion}\`?)`
    : finding.message
  const [source, ruleId] = ['touchstone', finding.ruleId.replace('/', '-')]
  const message = new VFileMessage(text, { place: finding.place, source, ruleId })
  message.file = finding.place.file
  message.fatal = finding.severity === 'error' ? true : finding.severity === 'warning' ? false : undefined
  message.expected = finding.expected === undefined ? [] : [finding.expected]
  message.actual = finding.actual
  message.note = [
    finding.help,
    ...(finding.related ?? []).map((r) => `${formatPlace(r.place)}: ${r.message}`),
  ].join('\n')
  return message
}
