import { usePluginData } from '@docusaurus/useGlobalData'
import type { GuideStatus, SiteData } from '../../plugins/docusaurus-touchstone/data.ts'

export function useSiteData(): SiteData {
  return usePluginData('docusaurus-touchstone') as SiteData
}

/** The guide that a page shows; undefined on pages that are no guides. */
export function useGuide(permalink: string): GuideStatus | undefined {
  const bare = (path: string) => path.replace(/\/$/, '')
  return useSiteData().guides.find((guide) => bare(guide.permalink) === bare(permalink))
}
