import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { select, selectAll } from 'hast-util-select'
import { toText } from 'hast-util-to-text'
import type { Form, Page } from './contract.ts'

/** What a person sees of an answer. HTML is parsed once, and only when somebody looks. */
export function createPage(url: URL, status: number, contentType: string, body: string): Page {
  const html = contentType.includes('html')
  let tree: Root | undefined
  const parsed = () => {
    tree ??= fromHtml(body)
    return tree
  }
  return {
    url,
    status,
    contentType,
    body,
    get title() {
      return html ? fold(textOf(select('title', parsed()))) : ''
    },
    get text() {
      return html ? fold(textOf(select('body', parsed()))) : body
    },
    get forms() {
      return html ? selectAll('form', parsed()).map((form) => readForm(form, url)) : []
    },
  }
}

/** The form that a page sends by itself, as `response_mode=form_post` answers do (OAuth 2.0 Form Post Response Mode, section 2). */
export function selfSubmitting(page: Page): Form | null {
  if (!page.contentType.includes('html') || !/\.submit\s*\(/.test(page.body)) return null
  const [form] = page.forms
  return page.forms.length === 1 && form?.method === 'POST' ? form : null
}

function readForm(form: Element, base: URL): Form {
  const { action, method, id } = form.properties
  const fields: Record<string, string> = {}
  for (const input of selectAll('input, textarea, button', form)) {
    const { name, value, type, checked } = input.properties
    const idle = (type === 'checkbox' || type === 'radio') && !checked
    // A button is sent only when it is pressed: the caller names it.
    if (typeof name === 'string' && !idle && input.tagName !== 'button' && type !== 'submit') {
      fields[name] = typeof value === 'string' ? value : ''
    }
  }
  return {
    id: typeof id === 'string' ? id : null,
    action: new URL(typeof action === 'string' && action !== '' ? action : base.href, base).href,
    method: String(method).toUpperCase() === 'POST' ? 'POST' : 'GET',
    fields,
  }
}

function textOf(element: Element | undefined): string {
  return element ? toText(element) : ''
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
