import type { Nodes } from 'mdast'

const tabs = /^(?:Tabs?\.)?Tab(?:Item|Panel)?$/

/** The name of a tab: its content is one of several alternatives. Undefined for anything else. */
export function variantOf(node: Nodes): string | undefined {
  if (node.type === 'html') {
    const [, value] = /<TabItem\b[^>]*\b(?:label|value)="([^"]*)"/.exec(node.value) ?? []
    return value
  }
  if (node.type !== 'mdxJsxFlowElement' || node.name === null || !tabs.test(node.name)) return undefined
  const named = (name: string) =>
    node.attributes.find(
      (one) => one.type === 'mdxJsxAttribute' && one.name === name && typeof one.value === 'string',
    )?.value
  const value = named('label') ?? named('title') ?? named('value') ?? named('name')
  return typeof value === 'string' ? value : undefined
}
