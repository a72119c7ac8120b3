import { existsSync, readdirSync } from 'node:fs'
import type { Rule } from '../plan/rule.ts'

const here = new URL('./', import.meta.url)

/** Every folder with an `index.ts` and a hyphen in its name is a rule: adding one is adding a folder. */
export const ruleFolders: readonly string[] = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.includes('-'))
  .filter((entry) => existsSync(new URL(`${entry.name}/index.ts`, here)))
  .map((entry) => entry.name)
  .sort()

let loaded: Promise<readonly Rule[]> | undefined

/** All rules, by their folders' names. */
export function loadRules(): Promise<readonly Rule[]> {
  loaded ??= Promise.all(ruleFolders.map(loadRule))
  return loaded
}

/** Throws when the folder holds no rule, or one with another id than its own name. */
export async function loadRule(folder: string): Promise<Rule> {
  const { default: rule } = (await import(new URL(`${folder}/index.ts`, here).href)) as { default?: Rule }
  if (rule?.id.replace('/', '-') === folder) return rule
  throw new Error(
    `src/rules/${folder}/index.ts exports ${rule ? `the rule ${rule.id}` : 'no rule'}, expected the rule whose id is the folder's name with a slash for its first hyphen`,
  )
}
