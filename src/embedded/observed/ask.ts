import type { Answer, Request } from '../message.ts'

/** One request to a real server, redirects not followed. */
export async function ask({ method, url, headers, form, text }: Request): Promise<Answer> {
  const body = method === 'GET' ? undefined : form.size > 0 ? form : text || undefined
  const sent = new Headers({ ...headers })
  if (body === text && /^[[{]/.test(text) && !sent.has('content-type'))
    sent.set('content-type', 'application/json')
  const answer = await fetch(url, { method, headers: sent, body, redirect: 'manual' })
  const { 'set-cookie': _, ...rest } = Object.fromEntries(answer.headers)
  const cookies = answer.headers.getSetCookie()
  return {
    status: answer.status,
    headers: { ...rest, ...(cookies.length > 0 && { 'set-cookie': cookies }) },
    body: await answer.text(),
  }
}
