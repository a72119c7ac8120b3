export { type ExtractOptions, extractPlan, idsOf } from './extract.ts'
export type { ReadFile } from './parse/cache.ts'
export { type RemarkGuideOptions, remarkGuide } from './plugin.ts'
