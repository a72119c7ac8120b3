import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { ledgerReporter } from './plugins/vitest-guide/ledger-reporter.ts'
import { guideProject } from './plugins/vitest-guide/project.ts'

const root = import.meta.dirname
const quickStart = /^oidc-provider (WARNING: (Unsupported runtime|a quick start)|NOTICE: default ttl)/

export default defineConfig({
  test: {
    reporters: ['default', ledgerReporter(root)],
    // Providers that only tests have are quick starts in memory, on purpose; the rest of oidc-provider's warnings is shown.
    onConsoleLog: (text) =>
      !text
        .trim()
        .split('\n')
        .every((line) => quickStart.test(line)),
    projects: [
      {
        test: {
          name: 'code',
          include: ['{src,plugins,scripts}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      guideProject({
        root,
        docs: resolve(root, 'docs/integrations'),
        // What only guides need is loaded when the first guide is: tests of code start without it.
        read: async (...guide) => (await import('./plugins/vitest-guide/read.ts')).planReader(root)(...guide),
        rules: async () => (await import('./src/rules/index.ts')).loadRules(),
      }),
    ],
  },
})
