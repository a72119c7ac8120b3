import { type Answer, escapeHtml, html } from '../../../embedded/message.ts'
import type { Realm } from './realm.ts'

const type = { 'content-type': 'text/html;charset=utf-8' }

/** The frame of the `keycloak.v2` login theme, as a reader without scripts sees it. */
function page(realm: Realm, status: number, heading: string, content: string, title?: string): Answer {
  return html(
    status,
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title ?? `Sign in to ${realm.name}`)}</title></head>` +
      `<body id="keycloak-bg"><header id="kc-header">${escapeHtml(realm.name)}</header>` +
      `<main><h1 id="kc-page-title">${escapeHtml(heading)}</h1>${content}</main></body></html>`,
    type,
  )
}

export function errorPage(realm: Realm, status: number, message: string): Answer {
  return page(realm, status, 'We are sorry...', `<p class="instruction">${escapeHtml(message)}</p>`)
}

export function infoPage(realm: Realm, message: string): Answer {
  return page(realm, 200, message, `<p class="instruction">${escapeHtml(message)}</p>`)
}

export function loginPage(realm: Realm, action: string, username = '', fault = ''): Answer {
  return page(
    realm,
    200,
    'Sign in to your account',
    `<form id="kc-form-login" action="${escapeHtml(action)}" method="post">` +
      `<label for="username">Username or email</label>` +
      `<input id="username" name="username" value="${escapeHtml(username)}" type="text" autocomplete="username">` +
      (fault ? `<span id="input-error-username">${escapeHtml(fault)}</span>` : '') +
      `<label for="password">Password</label>` +
      `<input id="password" name="password" value="" type="password" autocomplete="current-password">` +
      `<input type="hidden" id="id-hidden-input" name="credentialId" value="">` +
      `<button name="login" id="kc-login" type="submit">Sign In</button></form>`,
  )
}

export function consentPage(
  realm: Realm,
  clientName: string,
  grants: readonly string[],
  action: string,
  code: string,
): Answer {
  return page(
    realm,
    200,
    `Grant Access to ${clientName}`,
    `<h3>Do you grant these access privileges?</h3><ul>${grants.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>` +
      `<form class="form-actions" action="${escapeHtml(action)}" method="POST">` +
      `<input type="hidden" name="code" value="${escapeHtml(code)}">` +
      `<button name="accept" id="kc-login" type="submit">Yes</button>` +
      `<button name="cancel" id="kc-cancel" type="submit">No</button></form>`,
  )
}

export function logoutPage(
  realm: Realm,
  action: string,
  sessionCode: string,
  title: string | undefined,
): Answer {
  return page(
    realm,
    200,
    'Logging out',
    `<p class="instruction">Do you want to log out?</p><form class="form-actions" action="${escapeHtml(action)}" method="POST">` +
      `<input type="hidden" name="session_code" value="${escapeHtml(sessionCode)}">` +
      `<input name="confirmLogout" id="kc-logout" type="submit" value="Logout"></form>`,
    title,
  )
}

/** Submits itself; the button is for browsers without scripts. */
export function formPostPage(action: string, fields: ReadonlyArray<readonly [string, string]>): Answer {
  const inputs = fields.map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  return html(
    200,
    `<html><head><title>OIDC Form_Post Response</title></head><body onload="document.forms[0].submit()">` +
      `<form method="POST" action="${escapeHtml(action)}">${inputs.join('')}` +
      `<noscript><input name="continue" type="submit" value="CONTINUE"></noscript></form></body></html>`,
    { 'content-type': 'text/html' },
  )
}
