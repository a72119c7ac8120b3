import type { Element, ElementContent } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { select, selectAll } from 'hast-util-select'
import { readJwt } from '../jwt.ts'
import type { Answer } from '../message.ts'

/** Characters of a page's text that recordings keep. */
const textLimit = 300

/** An answer's body as recordings write it: JSON as values, HTML as what a reader without scripts sees. */
export function reduceBody(answer: Answer): unknown {
  const type = String(answer.headers['content-type'] ?? '')
  if (type.includes('json')) {
    try {
      return JSON.parse(answer.body)
    } catch {
      return answer.body
    }
  }
  return type.includes('html') && answer.body ? { html: reduceHtml(answer.body) } : answer.body
}

function reduceHtml(body: string) {
  const tree = fromHtml(body)
  const title = select('title', tree)
  const page = select('body', tree)
  const form = select('form', tree)
  return {
    title: title ? fold(visible(title)) : null,
    text: page ? fold(visible(page)).slice(0, textLimit) : '',
    ...(form ? { form: reduceForm(form) } : {}),
  }
}

function reduceForm(form: Element) {
  const { action, method } = form.properties
  const inputs = selectAll('input', form).filter((input) => typeof input.properties.name === 'string')
  return {
    method: String(method ?? 'get').toUpperCase(),
    action: String(action ?? ''),
    fields: Object.fromEntries(
      inputs.map(({ properties }) => [String(properties.name), String(properties.value ?? '')]),
    ),
  }
}

/** Texts of the page, one after the other; inputs have none, `noscript` is of no interest. */
function visible(node: Element | ElementContent): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element' || ['script', 'style', 'noscript'].includes(node.tagName)) return ''
  return node.children.map(visible).join(' ')
}

/** A JWT as recordings write it. */
export function reduceJwt(token: unknown): unknown {
  const jwt = typeof token === 'string' ? readJwt(token) : null
  return jwt ? { jwt } : token
}

const fold = (text: string) => text.replace(/\s+/g, ' ').trim()
