import { availableParallelism } from 'node:os'
import { relative, resolve } from 'node:path'
import type { Plugin } from 'vitest/config'
import type { TestUserConfig } from 'vitest/node'
import { defaultStepLimit } from '../../src/verify/time-limit.ts'
import { type GuideOptions, vitestGuide } from './index.ts'

/** How guides run as tests: shared by `vitest.config.ts` and `npm run verify`. */
export interface GuideProject {
  plugins: Plugin[]
  test: TestUserConfig
}

/** `files` are the guides to collect, relative to `root`; all of the docs folder when absent. */
export function guideProject(options: GuideOptions, files?: readonly string[]): GuideProject {
  return {
    plugins: [vitestGuide(options)],
    test: {
      name: 'guides',
      root: options.root,
      dir: options.docs,
      include: files
        ? files.map((file) => literal(relative(options.docs, resolve(options.root, file))))
        : ['*/*.{md,mdx}'],
      exclude: ['**/_*/**', '**/_*'],
      // Guides share nothing but provider instances: a fresh set of modules for each would cost more than the guide.
      isolate: false,
      // Threads share what is loaded: half the memory of processes.
      pool: 'threads',
      maxWorkers: availableParallelism(),
      // Of our own code, wherever the guides are; guides themselves are never cached (see the plugin).
      fsModuleCachePath: resolve(import.meta.dirname, '../../node_modules/.vitest-cache'),
      includeTaskLocation: true,
      // A step has its own limit, and may be tried again on a fresh set-up. Were Vitest's the shorter one, nothing would be
      // heard of the guide.
      testTimeout: 3 * defaultStepLimit,
      hookTimeout: defaultStepLimit,
    },
  }
}

/** A path as a pattern that means nothing else. */
function literal(file: string): string {
  return file.replace(/[*?{}()[\]!]/g, '\\$&')
}
