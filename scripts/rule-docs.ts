import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { argv } from 'zx'
import type { Rule } from '../src/plan/rule.ts'
import { type Example, examplesOf } from '../src/rules/examples.ts'
import { loadRules } from '../src/rules/index.ts'

/*
 * Writes the help page of every rule, from the rule itself and its examples. The pages are not committed:
 * they are written before each build of the site, so they cannot differ from the rules.
 */

if (argv.help) {
  console.log(
    'Usage: npm run rule-docs\n\nWrites docs/rules/*.mdx from src/rules/*/ (summary, help and examples).',
  )
  process.exit(0)
}

const out = new URL('../docs/rules/', import.meta.url)
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const rules = await loadRules()
for (const rule of rules) writeFileSync(new URL(`${folderOf(rule)}.mdx`, out), page(rule))
writeFileSync(new URL('index.mdx', out), list(rules))
console.log(`${rules.length} pages written to docs/rules`)

function folderOf(rule: Rule): string {
  return rule.id.replace('/', '-')
}

function page(rule: Rule): string {
  const examples = examplesOf(folderOf(rule))
  const bad = examples.filter((example) => example.bad).map(show)
  const ok = examples.filter((example) => !example.bad).map(show)
  return [
    `---\ntitle: ${rule.id}\nsidebar_label: ${rule.id}\n---`,
    rule.summary,
    `Severity: ${rule.severity}.`,
    rule.help,
    '## Reported',
    ...bad,
    '## Fine',
    ...ok,
  ].join('\n\n')
}

/** Shown as text: an example is a guide with faults, and must not be taken for a part of this page. */
function show({ text, expected, bad }: Example): string {
  const guide = `\`\`\`\`mdx title="In a guide"\n${text.trimEnd()}\n\`\`\`\``
  return bad ? `${guide}\n\n\`\`\`\`text title="What is reported"\n${expected.trimEnd()}\n\`\`\`\`` : guide
}

function list(rules: readonly Rule[]): string {
  const rows = rules.map(
    (rule) => `| [${rule.id}](./${folderOf(rule)}.mdx) | ${rule.severity} | ${rule.summary} |`,
  )
  return [
    '---\ntitle: Rules\nsidebar_label: All rules\nsidebar_position: 0\n---',
    'What is checked in every guide before anything is run.',
    ['| Rule | Severity | What must hold |', '| --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n')
}
