#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { VFileMessage } from 'vfile-message'
import { extractPlan, idsOf } from '../plugins/remark-guide/index.ts'
import { printPlan } from '../plugins/remark-guide/print.ts'
import { guidesIn } from '../plugins/vitest-guide/guides.ts'
import { select } from '../plugins/vitest-guide/selection.ts'
import { vocabulariesFor } from '../src/verify/catalogue.ts'
import { complain } from './command.ts'

const help = `Shows what a guide says, as it is read from its text.

Usage: npm run plan -- [guide…] [options]

  guide       netbird/keycloak, a path, or one half of either (netbird, keycloak); all guides when absent
  --docs DIR  reads <application>/<provider>.mdx or .md below DIR
  --json      the plan as one JSON object a line, and nothing else on standard output
  --schema    the JSON Schema of a plan
  --help      this text

Exit codes: 0 read, 1 a guide that cannot be read, 2 wrong usage, 3 infrastructure`

const root = resolve(import.meta.dirname, '..')

process.exitCode = await main().catch((error: unknown) => complain(error, 'plan'))

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      docs: { type: 'string' },
      json: { type: 'boolean', default: false },
      schema: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  if (values.schema) {
    const { planJsonSchema } = await import('../src/plan/schema.ts')
    console.log(JSON.stringify(planJsonSchema(), null, 2))
    return 0
  }
  let code = 0
  const docs = resolve(values.docs ?? `${root}/docs/integrations`)
  for (const [i, file] of guidesOf(docs, positionals).entries()) {
    try {
      const vocabularies = await vocabulariesFor(idsOf(file))
      const plan = extractPlan({ file, root, vocabularies })
      console.log(values.json ? JSON.stringify(plan) : `${i > 0 ? '\n' : ''}${printPlan(plan)}`)
    } catch (error) {
      if (!(error instanceof VFileMessage)) throw error
      console.error(`${error.file}:${error.line}:${error.column}: ${error.reason}`)
      code = 1
    }
  }
  return code
}

/** Paths from the root. A path that is given as it is from where the command runs is found as well. */
function guidesOf(docs: string, words: string[]): string[] {
  const fromRoot = (word: string) => relative(root, resolve(word)).split(sep).join('/')
  const meant = words.map((word) => (existsSync(word) ? fromRoot(word) : word))
  if (meant.length > 0 && meant.every((word) => /\.mdx?$/.test(word) && existsSync(resolve(root, word))))
    return meant
  return select(guidesIn(docs, root), meant)
}
