export function docusaurusTouchstone() {
  return {
    name: 'docusaurus-touchstone',
    configureWebpack() {
      return {
        module: {
          rules: [
            // Our package is `"type": "module"`; the files that Docusaurus generates call `require`, which strict modules lack.
            { test: /[\\/]\.docusaurus[\\/].*\.js$/, type: 'javascript/auto' },
          ],
        },
      }
    },
  }
}
