import type { Reading } from '../extract/context.ts'
import { BC, runAt } from '../text/line.ts'
import { slice } from '../text/mapped.ts'
import { saying } from '../values/value.ts'
import { addSetting } from './setting.ts'

const noun = '(?:\\s+(?:option|setting|switch|toggle|checkbox|check box|box|field))?'
const position = '(on|off|enabled|disabled|checked|unchecked|selected|unselected|empty|blank|unset)'

interface Form {
  pattern: RegExp
  label: number
  /** Group of the word that says the position. */
  word: number
  /** "Enable **X**" may be an option to choose; then the label must be one that the product knows. */
  onlyKnown?: boolean
}

const forms: Form[] = [
  {
    pattern: new RegExp(
      `\\b(?:turn|switch|toggle|leave|keep|set)\\s+(?:the\\s+)?(${BC})${noun}\\s+(?:to\\s+)?${position}\\b`,
      'gi',
    ),
    label: 1,
    word: 2,
  },
  {
    pattern: new RegExp(`\\b(?:turn|switch|toggle)\\s+(on|off)\\s+(?:the\\s+)?(${BC})`, 'gi'),
    label: 2,
    word: 1,
  },
  {
    pattern: new RegExp(
      `(?:make sure|ensure|see to it|check|verify)\\s+(?:that\\s+)?(?:the\\s+)?(${BC})${noun}\\s+(?:is|stays|remains)\\s+${position}\\b`,
      'gi',
    ),
    label: 1,
    word: 2,
  },
  {
    pattern: new RegExp(
      `\\b(enable|activate|disable|deactivate|uncheck|untick|check|tick)\\s+(?:the\\s+)?(${BC})`,
      'gi',
    ),
    label: 2,
    word: 1,
  },
  {
    pattern: new RegExp(`\\b(select|deselect|toggle)\\s+(?:the\\s+)?(${BC})`, 'gi'),
    label: 2,
    word: 1,
    onlyKnown: true,
  },
]

const off = /^(?:off|disabled?|deactivate|unchecked|uncheck|untick|unselected|deselect)$/i
const empty = /^(?:empty|blank|unset)$/i

/** "Turn **Client authentication** on", "Enable **PKCE**", "Leave **Require PKCE** off". */
export function readToggle(reading: Reading, from: number, to: number) {
  const { line, context } = reading
  const sentence = line.shape.slice(from, to)
  for (const { pattern, label, word, onlyKnown } of line.runs.length > 0 ? forms : []) {
    for (const match of sentence.matchAll(pattern)) {
      const run = runAt(line, match[label])
      const said = match[word] ?? ''
      if (!run || reading.used.has(run)) continue
      const known = context.label(run.text.text)
      if (onlyKnown && known?.type !== 'boolean') continue
      const start = from + match.index + (word < label ? match[0].indexOf(said) : match[0].lastIndexOf(said))
      const where = slice(line.text, start, start + said.length)
      const verbatim = /^(?:on|off|enabled|disabled|checked|unchecked)$/i.test(said)
      const text = empty.test(said) ? '' : verbatim ? said : off.test(said) ? 'Off' : 'On'
      addSetting(reading, {
        label: run.text,
        value: saying(text, where, reading.place),
        form: 'toggle',
        at: from + match.index,
        runs: [run],
      })
    }
  }
  readAnyKey(reading, from, to)
}

const anyKey = /\bselect\s+any\s+available\s+(signing\s+(?:key|certificate))\b/i

/** "Select any available signing key." alone is how most guides set one. */
function readAnyKey(reading: Reading, from: number, to: number) {
  const { line, context } = reading
  const match = anyKey.exec(line.shape.slice(from, to))
  const word = match?.[1]
  if (!match || word === undefined) return
  const start = from + match.index
  const at = start + match[0].indexOf(word)
  const text = slice(line.text, start, start + match[0].length)
  const place = saying('', text, reading.place).place
  const known = context.label(word)
  if (!known) return
  addSetting(reading, {
    label: slice(line.text, at, at + word.length),
    value: { kind: 'choice', text: text.text, place },
    form: 'sentence',
    at: start,
  })
}
