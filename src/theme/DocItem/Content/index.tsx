import { useDoc } from '@docusaurus/plugin-content-docs/client'
import { ThemeClassNames } from '@docusaurus/theme-common'
import Heading from '@theme/Heading'
import MDXContent from '@theme/MDXContent'
import type { ReactNode } from 'react'
import { useGuide } from '../../../components/site-data.ts'
import { Panel } from '../../../components/verdict/Panel.tsx'

/** The classic theme's content with the guide's verdict between title and text: the first thing that a reader sees. */
export default function DocItemContent({ children }: { children: ReactNode }) {
  const { metadata, frontMatter, contentTitle } = useDoc()
  const guide = useGuide(metadata.permalink)
  const titled = !frontMatter.hide_title && contentTitle === undefined
  return (
    <div className={`${ThemeClassNames.docs.docMarkdown} markdown`}>
      {titled && (
        <header>
          <Heading as="h1">{metadata.title}</Heading>
        </header>
      )}
      {guide && <Panel guide={guide} />}
      <MDXContent>{children}</MDXContent>
    </div>
  )
}
