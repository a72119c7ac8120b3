import type { ServerResponse } from 'node:http'
import { html } from '../../_shared/answer.ts'
import { pages } from '../messages.ts'

/* The pages of synapse/res/templates/sso_*.html, v1.163.2, reduced to the words that tell one from another. */

const failed = 'Authentication failed'

export function errorPage(response: ServerResponse, error: string, description: string): void {
  html(response, 400, failed, `${pages.failed} ${description} Error code ${error}`)
}

/** The words in the log differ: "You are not authorised to log in here." */
export function unauthorisedPage(response: ServerResponse): void {
  html(response, 400, failed, pages.unauthorised)
}

export function unavailablePage(response: ServerResponse): void {
  html(response, 503, failed, pages.unavailable)
}

/** Shown before a client that is not in `sso.client_whitelist` gets its token. */
export function confirmPage(response: ServerResponse, target: URL): void {
  const href = target.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><title>${pages.confirm}</title><h1>${pages.confirm}</h1><p>Access for ${target.host}</p><a href="${href}">Continue</a>`,
    )
}
