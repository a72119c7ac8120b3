import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { anchorFence } from '../support/fence.ts'

/** Names after the backticks that mean the same language; a shell sources files of variables, so its names are fine for them. */
const same: Record<string, string[]> = {
  dotenv: ['dotenv', 'env', 'properties', 'sh', 'bash', 'shell'],
  yaml: ['yaml', 'yml'],
  json: ['json', 'jsonc', 'json5'],
  toml: ['toml'],
  ini: ['ini', 'conf', 'cfg', 'properties'],
  python: ['python', 'py'],
}

const rule: Rule = {
  id: 'blocks/mislabelled',
  severity: 'warning',
  summary: 'The language after the backticks is that of the block.',
  help: 'The label decides colours, and what readers take the file for: variables (`NAME=value`) under the label `yaml` end up in a YAML file.',
  *check(plan) {
    for (const { declared, language, place, destination } of factsOf(plan, 'block')) {
      const names = same[language] ?? [language]
      if (declared === null || names.includes(declared.toLowerCase())) continue
      yield {
        message: `Block${destination ? ` for \`${destination}\`` : ''} is labelled \`${declared}\` and holds ${language}`,
        help: `Write \`${names[0]}\` after the backticks`,
        place: anchorFence(place),
        expected: names[0],
        actual: declared,
        suggestion: names[0],
      }
    }
  },
}
export default rule
