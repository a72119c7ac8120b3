import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoadContext, Plugin } from '@docusaurus/types'
import type { SiteData } from './data.ts'
import { faultsOf, warningsOf } from './gate.ts'
import { loadGuides } from './load.ts'
import { siteData } from './status.ts'
import { webpackConfig } from './webpack.ts'

/**
 * The site's plugin: what the guides say and how they stand, for pages and for the build gate.
 * A production build stops at drift; the development server shows it on the page.
 */
export function docusaurusTouchstone({ siteDir }: LoadContext): Plugin<SiteData> {
  const docs = join(siteDir, 'docs/integrations')
  const ledger = join(siteDir, 'static/verification')
  const readFile = (file: string) => readFileSync(join(siteDir, file), 'utf8')
  let latest: SiteData | undefined
  /** Loads that were begun: one that is overtaken by the next says nothing. */
  let turns = 0
  return {
    name: 'docusaurus-touchstone',
    getPathsToWatch: () => [`${docs}/**/*.{md,mdx}`, `${ledger}/**/*.json`],
    async loadContent() {
      turns += 1
      const turn = turns
      const guides = await loadGuides({ root: siteDir, docs, ledger })
      const now = new Date()
      for (const warning of warningsOf(guides, readFile, now)) console.warn(`\n${warning}`)
      const faults = faultsOf(guides, readFile)
      if (faults.length > 0 && process.env.NODE_ENV === 'production') throw new Gate(faults)
      const data = siteData(guides, '/integrations', now)
      if (turn === turns) latest = data
      return data
    },
    /*
     * Not in `contentLoaded`: when a page is saved, the host reloads us and the plugin of the pages side by side, each with
     * what it knew of the other, and the last to end wins. This is called at the end of both.
     */
    async allContentLoaded({ actions }) {
      if (latest) actions.setGlobalData(latest)
    },
    async postBuild({ content, outDir }) {
      const folder = join(outDir, 'verification')
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, 'index.json'), `${JSON.stringify(content, null, 2)}\n`)
    },
    configureWebpack: (_, isServer) => webpackConfig(isServer) as object,
  }
}

/** Guide and reality disagree: the site is not built. */
class Gate extends Error {
  override readonly name = 'Gate'
  constructor(faults: readonly string[]) {
    super(
      `${faults.length} reason${faults.length === 1 ? '' : 's'} not to build the site\n\n${faults.join('\n\n')}\n`,
    )
    // The stack would be ours, and the fault is in a guide.
    this.stack = this.message
  }
}
