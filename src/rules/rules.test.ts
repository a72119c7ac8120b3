import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { extractPlan } from '../../plugins/remark-guide/index.ts'
import { applyRules } from '../plan/rule.ts'
import { openProducts } from '../verify/products.ts'
import { type Example, examplesOf } from './examples.ts'
import { applications, providers } from './fictional/index.ts'
import { loadRule, ruleFolders } from './index.ts'
import { formatLine } from './report.ts'

/*
 * Every example of every rule. A new case is a new file: `examples/bad-*.mdx` with its findings in the text file
 * beside it (written by `vitest -u`, read before it is committed), `examples/ok-*.mdx` without any.
 * Examples are about a fictional pair; front matter (`application`, `provider`) names another, real ones too.
 */

const root = fileURLToPath(new URL('../../', import.meta.url))
const products = openProducts()

describe.each(ruleFolders)('%s', (folder) => {
  const examples = examplesOf(folder)

  test('has an example of each kind', () => {
    expect(examples.some((example) => example.bad)).toBe(true)
    expect(examples.some((example) => !example.bad)).toBe(true)
  })

  test('has no stray file among its examples', () => {
    const expected = examples.flatMap(({ name, bad }) =>
      bad ? [`${name}.mdx`, `${name}.txt`] : [`${name}.mdx`],
    )
    const files = readdirSync(new URL(`./${folder}/examples/`, import.meta.url))
    expect(files.filter((file) => !file.startsWith('_') && !expected.includes(file))).toEqual([])
  })

  test.each(examples.map((example) => [example.name, example] as const))('%s', async (_, example) => {
    const findings = await findingsOf(folder, example)
    if (!example.bad) return expect(findings).toBe('')
    expect(findings).not.toBe('')
    await expect(findings).toMatchFileSnapshot(fileURLToPath(example.expectedUrl))
  })
})

async function findingsOf(folder: string, { file, text }: Example): Promise<string> {
  const { application, provider } = await pairOf(text)
  const plan = extractPlan({
    file,
    root,
    application: application.id,
    provider: provider.id,
    vocabularies: { application: application.vocabulary, provider: provider.vocabulary },
  })
  const findings = applyRules([await loadRule(folder)], plan, {
    application: { ...application, version: application.defaultVersion },
    provider: { ...provider, version: provider.defaultVersion },
    placeholders: new Map(),
    others: products.others({ application: application.id, provider: provider.id }),
  })
  const lines = findings.map((finding) =>
    [
      ...(finding.place.file === file ? [] : [finding.place.file]),
      formatLine(finding),
      ...(finding.related ?? []).map(
        ({ place, message }) => `  see also ${place.start.line}:${place.start.column}: ${message}`,
      ),
    ].join('\n'),
  )
  return lines.map((line) => `${line}\n`).join('')
}

async function pairOf(text: string) {
  const [, matter = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? []
  const given = (parse(matter) ?? {}) as { application?: string; provider?: string }
  const { application = 'ledger', provider = 'ostium' } = given
  return {
    application: applications[application] ?? (await products.application(application)),
    provider: providers[provider] ?? (await products.provider(provider)),
  }
}
