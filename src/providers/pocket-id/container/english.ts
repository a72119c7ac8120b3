/*
 * Texts in the compiled front end. Paraglide makes one function of each message and language, and one that chooses
 * among them by the language's name: English by name (v2.9.0) or as the base, when no other name fits (v2.14.0).
 */

const call = String.raw`[\w$]+\(\w*\)`
const choice = new RegExp(String.raw`((?:[\w$]+===[\`'"][\w-]+[\`'"]\?${call}:)+)([\w$]+)\(\w*\)`, 'g')
const english = /===[`'"]en[`'"]\?([\w$]+)\(/
const message = /([\w$]+)=(?:\(\)|[\w$]+)=>`((?:[^`\\]|\\.)*)`/g

/** The English messages of one script, varying parts as `{name}`. */
export function englishIn(script: string): string[] {
  const texts = new Map([...script.matchAll(message)].map(([, name = '', text = '']) => [name, text]))
  return [...script.matchAll(choice)].flatMap(([, named = '', base = '']) => {
    const text = texts.get(english.exec(named)?.[1] ?? base)
    return text === undefined ? [] : [plain(text)]
  })
}

/** A template literal's text: `${e?.appName}` becomes `{appName}`. */
function plain(literal: string): string {
  return literal
    .replace(/\$\{[\w$]+\??\.?\[?["'`]?([\w$]+)["'`]?\]?\}/g, '{$1}')
    .replace(/\\u\{?([0-9a-fA-F]{4,6})\}?/g, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    )
    .replace(/\\n/g, '\n')
    .replace(/\\(.)/g, '$1')
    .trim()
}

/** Scripts that a page or a script names, as they are written: from the root or from the script's own place. */
export function scriptsIn(text: string): string[] {
  return [...text.matchAll(/["'`]((?:\.{1,2}\/|\/_app\/)[\w./-]+\.js)["'`]/g)].map(([, path = '']) => path)
}
