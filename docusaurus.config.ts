import { createRequire } from 'node:module'
import type * as preset from '@docusaurus/preset-classic'
import type { Config } from '@docusaurus/types'

// Docusaurus reads this file through a transpiler of its own. Our code is loaded by Node itself, which runs
// TypeScript: the same modules as in the tests, and nothing is compiled twice.
const load = createRequire(import.meta.url)
const { docusaurusTouchstone } = load('./plugins/docusaurus-touchstone/index.ts')
const { remarkGuide } = load('./plugins/remark-guide/index.ts')

const config: Config = {
  title: 'Touchstone',
  tagline: 'SSO integration guides that are run before you read them',
  url: 'https://touchstone.example',
  baseUrl: '/',
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  // Cascade layers are turned into selectors of higher specificity on the way, so that our own styles would lose.
  future: { v4: { removeLegacyPostBuildHeadAttribute: true, useCssCascadeLayers: false }, faster: true },
  plugins: [docusaurusTouchstone],
  presets: [
    [
      'classic',
      {
        docs: {
          routeBasePath: '/',
          sidebarPath: './sidebars.ts',
          // Partials are inlined before anything else looks at the page: its contents list, its anchors and its plan agree.
          beforeDefaultRemarkPlugins: [remarkGuide],
        },
        blog: false,
        theme: { customCss: './src/css/site.css' },
      } satisfies preset.Options,
    ],
  ],
  themeConfig: {
    navbar: {
      title: 'Touchstone',
      items: [
        { to: '/integrations', label: 'Guides' },
        { to: '/contribute/writing-a-guide', label: 'Contribute' },
        { to: '/rules', label: 'Rules' },
      ],
    },
  } satisfies preset.ThemeConfig,
}

export default config
