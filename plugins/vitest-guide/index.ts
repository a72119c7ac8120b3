import { relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vitest/config'
import type { Rule } from '../../src/plan/rule.ts'
import { openProducts, ownFolders, type ProductFolders } from '../../src/verify/products.ts'
import type { SubjectOptions } from '../../src/verify/subject.ts'
import { isGuide } from './guides.ts'
import { prepare, type ReadPlan } from './prepare.ts'
import { type Stashed, stash, unstash } from './stash.ts'
import { suiteOf } from './suite.ts'

export interface GuideOptions extends SubjectOptions {
  /** The project's folder: places in plans are relative to it. */
  root: string
  /** The folder that holds `<application>/<provider>.mdx`. */
  docs: string
  read: ReadPlan
  rules: () => Promise<readonly Rule[]>
  folders?: ProductFolders
  /** Milliseconds for one step. */
  stepLimit?: number
  /** Guides that were prepared already, by file: their text is not read again. */
  prepared?: ReadonlyMap<string, Stashed>
}

/** Turns guides into test files. Everything else that Vite meets in the docs folder is a partial: a module with nothing in it. */
export function vitestGuide(options: GuideOptions): Plugin {
  const { root, docs, folders = ownFolders } = options
  const products = openProducts(folders)
  const runtime = {
    folders: { providers: folders.providers.href, applications: folders.applications.href },
    stepLimit: options.stepLimit,
  }
  /** Guides by the files that they were read from. */
  const readers = new Map<string, Set<string>>()
  return {
    name: 'vitest-guide',
    enforce: 'pre',
    /** A suite depends on more than its guide's text (partials, vocabularies, rules): Vitest's cache of modules on disk would miss their changes. */
    configureVitest({ defineCacheKeyGenerator }) {
      defineCacheKeyGenerator(({ id }) => (isMarkdown(id) ? false : undefined))
    },
    /** Vite keeps what it made of a guide when only a partial changes: the suite would be rerun as it was. */
    configureServer({ watcher, environments }) {
      watcher.on('change', (changed) => {
        for (const guide of readers.get(changed) ?? []) {
          for (const { moduleGraph } of Object.values(environments)) {
            const module = moduleGraph.getModuleById(guide)
            if (module) moduleGraph.invalidateModule(module)
          }
        }
      })
    },
    async transform(_, id) {
      if (!isMarkdown(id)) return
      const [path = ''] = id.split('?')
      if (!isGuide(relative(docs, path))) return { code: 'export {}', map: { mappings: '' } }
      const file = relative(root, path).split(sep).join('/')
      const stashed =
        options.prepared?.get(file) ??
        stash(await prepare(file, { ...options, products, rules: await options.rules() }))
      const prepared = unstash(stashed)
      for (const source of prepared.plan?.sources ?? []) {
        const watched = resolve(root, source)
        this.addWatchFile(watched)
        readers.set(watched, (readers.get(watched) ?? new Set()).add(id))
      }
      const { code, map } = suiteOf(prepared, root, { ...runtime, stashed }, options.prepared !== undefined)
      return { code, map: JSON.stringify(map) }
    },
  }
}

function isMarkdown(id: string): boolean {
  return /\.mdx?(\?|$)/.test(id)
}
