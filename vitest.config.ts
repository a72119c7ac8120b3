import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'code',
          include: ['{src,plugins,scripts}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
