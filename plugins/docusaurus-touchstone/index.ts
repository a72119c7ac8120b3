import type { Plugin } from '@docusaurus/types'
import type { SiteData } from './data.ts'
import { webpackConfig } from './webpack.ts'

/** The site's plugin: what the guides say and how they stand, for pages and for the build gate. */
export function docusaurusTouchstone(): Plugin<SiteData> {
  return {
    name: 'docusaurus-touchstone',
    async loadContent() {
      return { guides: [], applications: [], providers: [] }
    },
    async contentLoaded({ content, actions }) {
      actions.setGlobalData(content)
    },
    configureWebpack: (_, isServer) => webpackConfig(isServer) as object,
  }
}
