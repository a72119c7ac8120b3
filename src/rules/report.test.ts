import { expect, test } from 'vitest'
import type { Finding } from '../plan/finding.ts'
import { formatFinding, formatLine, group, toJson } from './report.ts'

const partial = 'docs/integrations/_partials/client.mdx'
const page = 'docs/integrations/ledger/ostium.mdx'
const finding: Finding = {
  ruleId: 'labels/unknown',
  severity: 'error',
  message: 'Ledger shows no setting **Isuer**',
  help: 'Write **Issuer**',
  place: {
    file: partial,
    start: { line: 2, column: 5, offset: 24 },
    end: { line: 2, column: 10, offset: 29 },
    includes: [
      { file: page, start: { line: 9, column: 1, offset: 99 }, end: { line: 9, column: 12, offset: 110 } },
    ],
  },
  expected: 'Issuer',
  actual: 'Isuer',
  suggestion: 'Issuer',
  guide: 'ledger/ostium',
}

test('a finding in a partial shows its line, what to do, and the page that includes it', () => {
  const text = formatFinding(finding, (file) =>
    file === partial ? 'Enter these values:\n- **Isuer**: `x`\n' : undefined,
  )
  expect(text).toMatchInlineSnapshot(`
    "docs/integrations/_partials/client.mdx:2:5 error labels/unknown
    Ledger shows no setting **Isuer** (did you mean \`Issuer\`?)
      1 | Enter these values:
    > 2 | - **Isuer**: \`x\`
        |     ^^^^^
      3 |
      expected: Issuer
      actual:   Isuer
      help:     Write **Issuer**
      included from docs/integrations/ledger/ostium.mdx:9:1"
  `)
})

test('a source that cannot be read costs the frame, not the finding', () => {
  expect(formatFinding(finding, () => undefined)).toContain('cannot be read')
})

test('the one-line form and the machine-readable form', () => {
  expect(formatLine(finding)).toBe(
    '2:5-2:10 error labels/unknown Ledger shows no setting **Isuer** (did you mean `Issuer`?)',
  )
  expect(toJson({ ...finding, actual: undefined })).toEqual({
    file: partial,
    line: 2,
    column: 5,
    endLine: 2,
    endColumn: 10,
    ruleId: 'labels/unknown',
    severity: 'error',
    message: 'Ledger shows no setting **Isuer** (did you mean `Issuer`?)',
    expected: 'Issuer',
    actual: null,
    guide: 'ledger/ostium',
  })
})

test('a fault of a partial is one fault, whatever the number of pages', () => {
  const other = { ...finding, guide: 'ledger/other' }
  const elsewhere = { ...finding, place: { ...finding.place, file: page } }
  expect(group([finding, other, elsewhere]).map((g) => g.guides)).toEqual([
    ['ledger/ostium', 'ledger/other'],
    ['ledger/ostium'],
  ])
})

test('a character that other programs take for the end of a line moves no frame', () => {
  const at = (separator: string) =>
    formatFinding(finding, () => `Enter${separator}these:\n- **Isuer**: \`x\`\n`)
  for (const separator of ['\r', '\u2028', '\u2029']) expect(at(separator)).toBe(at(' '))
})
