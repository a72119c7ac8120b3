import { useDoc } from '@docusaurus/plugin-content-docs/client'
import DocPaginator from '@theme/DocPaginator'
import { useSiteData } from '../../../components/site-data.ts'

/** The classic theme's links to the pages before and after, by their titles: in the menu each application has a "Keycloak". */
export default function DocItemPaginator() {
  const { metadata } = useDoc()
  const { guides } = useSiteData()
  const titled = (link: typeof metadata.next) =>
    link && {
      ...link,
      title: guides.find(({ permalink }) => permalink === link.permalink)?.title ?? link.title,
    }
  return (
    <DocPaginator
      className="docusaurus-mt-lg"
      previous={titled(metadata.previous)}
      next={titled(metadata.next)}
    />
  )
}
