#!/usr/bin/env node
import { $ } from 'zx'

/*
 * The main job: findings, verdicts, site. Each step says what failed and how to mend it; the build goes no further then.
 * The site's own plugin holds the same gate, so that `docusaurus build` alone cannot publish drift either.
 */
const run = $({ stdio: 'inherit', nothrow: true, verbose: false })

for (const step of ['scripts/check.ts', 'scripts/verify.ts', 'scripts/rule-docs.ts']) {
  const { exitCode } = await run`node ${step}`
  if (exitCode !== 0) process.exit(exitCode ?? 3)
}
// Pages are drawn in Node, where a store for browsers is neither there nor missed.
const env = { ...process.env, NODE_OPTIONS: '--no-experimental-webstorage' }
const { exitCode } = await run({ env })`docusaurus build`
process.exit(exitCode ?? 3)
