import type { Value } from '../../../src/plan/value.ts'
import type { Words } from '../vocabulary/words.ts'
import { canonicalName } from './tokens.ts'

/** What writers put where the reader's own value goes, without saying which. */
const nothing =
  /^(?:x{3,}|[x*]{4,}|[x-]{8,}|\*{3,}|\.{3}|…|change[-_ ]?(?:me|this)|replace[-_ ]?(?:me|this)|redacted|todo|fill[-_ ]?me|example[-_ ]secret|0{8}-[0-]+)$/i
/** `your-client-id`, `my_client_secret`, `insert-client-id-here`, `OIDC_CLIENT_ID`. */
const ofTheReader =
  /^(?:(?:insert|paste|enter|put|put-in)[-_ ])?(?:(?:your|my|the|replace-with)[-_ ])(?:[a-z0-9]+[-_ ])*(?:id|secret|key|slug)(?:[-_ ](?:here|from[-_ ].*))?$/i

/** `CLIENT_ID_FROM_ABOVE` */
const shouted = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/
/** "the one from above", "what you have copied" */
const elsewhere = /\b(?:above|earlier|before|copied|noted|saved|from (?:step|the)|step \d)\b/i

const outputs: Array<[field: RegExp, name: string]> = [
  [/client_?secret$/i, 'client_secret'],
  [/(?:client_?id|audience)$/i, 'client_id'],
]

/** A stand-in in a field that takes what the provider hands out is that output: `changeme` for the client secret. */
export function withoutDummies(value: Value, field: string | null, words: readonly Words[]): Value {
  if (value.kind !== 'literal' && value.kind !== 'choice') return value
  const text = value.text.trim()
  const output = outputs.find(([pattern]) => field !== null && pattern.test(field))?.[1]
  const isDummy =
    nothing.test(text) ||
    ofTheReader.test(text) ||
    shouted.test(text) ||
    (value.kind === 'choice' && elsewhere.test(text))
  if (!isDummy || output === undefined) return value
  const name = canonicalName(
    text.replace(/[-_ ]here$/i, '').replace(/^(?:insert|paste|enter|put)[-_ ]/i, ''),
    words,
  )
  const known = words.some((one) => one.capture(name) !== undefined)
  return {
    kind: 'reference',
    name: known && !nothing.test(text) ? name : output,
    text: value.text,
    place: value.place,
  }
}
