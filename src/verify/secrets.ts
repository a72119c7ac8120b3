import type { Bindings } from '../plan/value.ts'

/** JSON Web Tokens, wherever they stand. */
const token = /eyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g
/** Parameters of addresses and forms whose value is one person's: RFC 6749, RFC 7636, OpenID Connect Core, Session Management. */
const parameter =
  /([?&#]|\b(?=code_verifier|client_secret|password))(code|state|nonce|session_state|session_code|code_verifier|client_secret|password|access_token|id_token|id_token_hint|refresh_token|loginToken)=[^&\s"'<>]*[^&\s"'<>:;,.]/g

/** The text without codes and tokens: an address in a message carries what a browser carried there. */
export function hideTokens(text: string): string {
  return text.replace(token, '<token>').replace(parameter, '$1$2=<hidden>')
}

/** Shorter ones would be found in ordinary words. */
const shortest = 8

/** What one verification made up: it is replaced by its name wherever a message quotes it. */
export class Secrets {
  readonly #known = new Map<string, string>()

  add(name: string, value: string | null | undefined): void {
    if (value && value.length >= shortest) this.#known.set(value, name)
  }

  /** Client secrets and the like, by the names that they are handed out under. */
  addAll(bindings: Bindings): void {
    for (const [name, value] of Object.entries(bindings))
      if (/secret|password/.test(name)) this.add(name, value)
  }

  hide(text: string): string {
    let hidden = text
    for (const [value, name] of this.#known) {
      for (const spelling of new Set([value, encodeURIComponent(value)]))
        hidden = hidden.replaceAll(spelling, `<${name}>`)
    }
    return hideTokens(hidden)
  }
}
