import { expect, test } from 'vitest'
import { planJsonSchema, planSchema } from '../../src/plan/schema.ts'
import { extractPlan } from './index.ts'

const text = [
  'Needs Ledger 3.0 or later.',
  '## Ostium',
  '- **Redirect URI**: `https://ledger.company/callback`',
  '- Take note of the **Client ID**.',
  '## Ledger',
  '- **Client ID**: `<client_id>`',
  '```env title="ledger.env"\nA=1\n```',
].join('\n\n')
const plan = extractPlan({ file: 'ledger/ostium.mdx', root: '/', readFile: () => text, vocabularies: {} })

test('a plan that was read meets the schema, also after it went through JSON', () => {
  expect(plan.facts.map((fact) => fact.kind)).toEqual(['version', 'setting', 'capture', 'setting', 'block'])
  expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(JSON.parse(JSON.stringify(plan)))
})

test('a member that the contract does not know is refused', () => {
  expect(planSchema.safeParse({ ...plan, extra: 1 }).success).toBe(false)
  expect(planSchema.safeParse({ ...plan, facts: [{ ...plan.facts[0], kind: 'unheard-of' }] }).success).toBe(
    false,
  )
})

test('the JSON Schema describes a plan for other tools', () => {
  expect(planJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: expect.arrayContaining(['schemaVersion', 'facts', 'coverage']),
  })
})
