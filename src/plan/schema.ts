import { z } from 'zod'
import type { Place } from './place.ts'
import type { Plan } from './plan.ts'
import type { Value } from './value.ts'

/*
 * The plan as others may read and check it. The types are the contract; that the schema says the same is checked by
 * the compiler at the end of this file.
 */

const point = z.strictObject({ line: z.int().min(1), column: z.int().min(1), offset: z.int().min(0) })
const include = z.strictObject({ file: z.string(), start: point, end: point })
const place: z.ZodType<Place> = z.strictObject({
  file: z.string(),
  start: point,
  end: point,
  includes: z.array(include),
})

const token = z.strictObject({ text: z.string(), name: z.string() })
const value: z.ZodType<Value> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('literal'), text: z.string(), place }),
  z.strictObject({ kind: z.literal('template'), text: z.string(), tokens: z.array(token), place }),
  z.strictObject({ kind: z.literal('reference'), name: z.string(), text: z.string(), place }),
  z.strictObject({ kind: z.literal('choice'), text: z.string(), place }),
  z.strictObject({
    kind: z.literal('list'),
    get items() {
      return z.array(value)
    },
    place,
  }),
  z.strictObject({
    kind: z.literal('map'),
    get entries() {
      return z.array(z.strictObject({ from: value, to: value, place }))
    },
    place,
  }),
])

const side = z.enum(['provider', 'application'])
const role = z.enum([
  'provider',
  'application',
  'introduction',
  'placeholders',
  'verification',
  'troubleshooting',
  'resources',
])
const object = z.strictObject({ kind: z.string(), ordinal: z.int().min(1) })
const base = {
  id: z.string(),
  place,
  role,
  section: z.array(z.string()),
  variant: z.string().optional(),
}

const fact = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('version'),
    subject: side,
    range: z.string(),
    claim: z.enum(['minimum', 'tested']),
    text: z.string(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('placeholder'),
    token: z.string(),
    name: z.string(),
    shape: z.enum(['host', 'value']),
    meaning: z.string(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('setting'),
    side,
    label: z.string(),
    labelPlace: place,
    field: z.string().nullable(),
    object,
    value,
    optional: z.boolean(),
    form: z.enum([
      'label-colon',
      'set-to',
      'redirect',
      'plain-colon',
      'toggle',
      'code-label',
      'table',
      'as-the',
      'fence',
      'assignment',
      'sentence',
    ]),
    qualifiers: z.array(z.string()),
  }),
  z.strictObject({ ...base, kind: z.literal('capture'), side, label: z.string(), name: z.string(), object }),
  z.strictObject({
    ...base,
    kind: z.literal('block'),
    side,
    language: z.string(),
    declared: z.string().nullable(),
    destination: z.string().nullable(),
    text: z.string(),
    entries: z.array(
      z.strictObject({
        key: z.string(),
        field: z.string().nullable(),
        object: object.optional(),
        value,
        keyPlace: place,
        place,
      }),
    ),
    fault: z.strictObject({ reason: z.string(), place }).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('expression'),
    side,
    language: z.literal('python'),
    label: z.string(),
    field: z.string().nullable(),
    object,
    text: z.string(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('navigation'),
    side,
    path: z.array(z.strictObject({ text: z.string(), place })),
  }),
  z.strictObject({ ...base, kind: z.literal('action'), side, label: z.string() }),
  z.strictObject({ ...base, kind: z.literal('url'), value }),
  z.strictObject({ ...base, kind: z.literal('message'), text: z.string() }),
])

export const planSchema = z.strictObject({
  schemaVersion: z.literal(1),
  guide: z.string(),
  file: z.string(),
  application: z.string(),
  provider: z.string(),
  title: z.string(),
  facts: z.array(fact),
  headings: z.array(
    z.strictObject({
      text: z.string(),
      depth: z.int().min(1).max(6),
      id: z.string(),
      place,
      variant: z.string().optional(),
    }),
  ),
  coverage: z.strictObject({
    statements: z.int().min(0),
    understood: z.int().min(0),
    notUnderstood: z.array(z.strictObject({ text: z.string(), place })),
  }),
  mentions: z.array(z.strictObject({ text: z.string(), place })).optional(),
  sources: z.array(z.string()),
})

/** JSON Schema 2020-12 of a plan. */
export function planJsonSchema(): object {
  return z.toJSONSchema(planSchema, { target: 'draft-2020-12' })
}

/** Does not compile when one says more or less than the other. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Inferred = z.infer<typeof planSchema>
type Assignable = [Inferred] extends [Plan] ? ([Plan] extends [Inferred] ? true : false) : false
/** Names of members, for optional ones that mutual assignment would not notice. */
type KeysOf<T> = T extends unknown ? keyof T : never
const agreement: [
  Assignable,
  Same<KeysOf<Inferred['facts'][number]>, KeysOf<Plan['facts'][number]>>,
  Same<keyof Inferred, keyof Plan>,
] = [true, true, true]
void agreement
