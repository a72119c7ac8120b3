import { existsSync, readdirSync } from 'node:fs'
import type { Rule } from '../plan/rule.ts'

const here = new URL('./', import.meta.url)

/** Every folder with an `index.ts` is a rule: adding one is adding a folder. */
export const ruleFolders: readonly string[] = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/index.ts`, here)))
  .map((entry) => entry.name)
  .sort()

export const rules: readonly Rule[] = await Promise.all(
  ruleFolders.map(async (folder) => {
    const { default: rule } = (await import(new URL(`${folder}/index.ts`, here).href)) as { default?: Rule }
    if (!rule || rule.id.replace('/', '-') !== folder)
      throw new Error(
        `src/rules/${folder}/index.ts exports ${rule?.id ?? 'no rule'}, expected the rule whose id is written ${folder} with a slash`,
      )
    return rule
  }),
)
