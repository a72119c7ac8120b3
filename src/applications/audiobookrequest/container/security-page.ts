import type { Element, Root, RootContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toText } from 'hast-util-to-text'

/** A field of the form on Settings > Security, as the reader finds it. */
export interface Field {
  /** What stands above it, without the asterisk. */
  label: string
  /** Under which it is sent. */
  name: string
  value: string
  required: boolean
  disabled: boolean
  /** What stands below it. */
  note: string
  /** Texts and values of a list; null for a field to write in. */
  options: Array<{ text: string; value: string }> | null
  /** Login types with which it is on the page; null for always. */
  types: string[] | null
}

/**
 * The form's fields in their order. A label names the field that follows it: some of the product's own `for` attributes
 * lead elsewhere (templates/pages/Settings/Security/Form.jinja, v1.10.4).
 */
export function fieldsOf(page: string): Field[] {
  const form = find(fromHtml(page), ({ properties }) =>
    /\/hx-update$/.test(String(properties['hx-post'] ?? '')),
  )
  const fields: Field[] = []
  let label = ''
  const visit = (node: RootContent, types: string[] | null) => {
    if (node.type !== 'element') return
    if (node.tagName === 'label') label = textOf(node).replace(/\s*\*$/, '')
    if (node.tagName === 'input' || node.tagName === 'select') fields.push(fieldOf(node, label, types))
    const last = fields.at(-1)
    if (node.tagName === 'p' && last && last.label === label) last.note = textOf(node)
    // Alpine.js shows what stands in a template as long as its condition holds.
    const [inner, shown] =
      node.tagName === 'template' ? [node.content?.children, typesIn(node)] : [node.children, types]
    for (const child of inner ?? []) visit(child as RootContent, shown)
  }
  if (form) visit(form, null)
  return fields
}

/**
 * What a refusal says, which is a call in a script; null where there is none. The product puts its words between quotes
 * and escapes nothing, so of several lines, or with a quote in them, they never show in a browser.
 */
export function toastOf(answer: string): string | null {
  const [, words = null] = /\btoast\("(.*?)", "error"\);\s*<\/script>/s.exec(answer) ?? []
  return words
}

function fieldOf({ tagName, properties, children }: Element, label: string, types: Field['types']): Field {
  const options = tagName === 'select' ? children.flatMap(optionOf) : null
  return {
    ...{ label, types, note: '' },
    name: String(properties.name),
    value: options
      ? ((options.find(({ selected }) => selected) ?? options[0])?.value ?? '')
      : String(properties.value ?? ''),
    required: properties.required === true,
    disabled: properties.disabled === true,
    options: options?.map(({ text, value }) => ({ text, value })) ?? null,
  }
}

function optionOf(node: Element['children'][number]) {
  if (node.type !== 'element' || node.tagName !== 'option') return []
  const { value, selected } = node.properties
  return [{ text: textOf(node), value: String(value), selected: selected === true }]
}

/** `loginType === 'forms' || loginType === 'basic'` */
function typesIn({ properties }: Element): string[] {
  return [...String(properties['x-if'] ?? '').matchAll(/'(\w+)'/g)].map(([, type]) => type!)
}

function find(tree: Root | Element, test: (element: Element) => boolean): Element | undefined {
  for (const child of tree.children) {
    if (child.type !== 'element') continue
    const found = test(child) ? child : find(child, test)
    if (found) return found
  }
}

function textOf(element: Element): string {
  return toText(element).replace(/\s+/g, ' ').trim()
}
