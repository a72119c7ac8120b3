import { fileURLToPath } from 'node:url'

/** The site's plugin: what the guides say and how they stand, for pages and for the build gate. */
export function docusaurusTouchstone() {
  return {
    name: 'docusaurus-touchstone',
    async contentLoaded({ actions }: any) {
      actions.setGlobalData({ guides: [], applications: [], providers: [] })
    },
    configureWebpack() {
      return {
        module: {
          rules: [
            // Our package is `"type": "module"`; the files that Docusaurus generates call `require`, which strict modules lack.
            { test: /[\\/]\.docusaurus[\\/].*\.js$/, type: 'javascript/auto' as const },
          ],
        },
      }
    },
  }
}
