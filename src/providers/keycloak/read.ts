import { leaves, type Statement } from '../../plan/read.ts'
import { vocabulary } from './vocabulary/index.ts'

/** The vocabulary's value of a chosen option; null for another text. */
export function valueOfChoice(
  statement: Statement | undefined,
  object: string,
  field: string,
): string | null {
  const [leaf] = statement ? leaves(statement.value) : []
  if (!leaf) return null
  const label = vocabulary.labels.find((one) => one.object === object && one.field === field)
  const choice = label?.choices?.find((one) => [one.text, ...(one.aliases ?? [])].includes(leaf.text.trim()))
  return choice?.value ?? null
}
