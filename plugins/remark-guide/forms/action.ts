import type { Reading } from '../extract/context.ts'
import { B, C, runAt } from '../text/line.ts'
import { type Mapped, placeOf, slice } from '../text/mapped.ts'

const verb =
  '(?:click|press|select|choose|hit|tap|open|expand|push|pick|use|switch on|switch to|confirm with)'
const noun =
  '(?:button|tab|link|menu|entry|section|page|row|step|dialog|form|item|card|icon|option|area|panel|column)'
const pressed = new RegExp(
  `\\b${verb}\\s+(?:on\\s+)?(?:the\\s+|its\\s+)?(?:[a-z]+\\s+)?(?:${noun}\\s+)?(${B})`,
  'gi',
)
const placed = new RegExp(
  `\\b(?:under|in the step|in the tab|on the tab|the tab|the button|the section|the page|the menu|the row|the dialog|in the section|on the page|on|in|(?:add|enter)\\b[^.]{0,40}?\\bto)\\s+(?:the\\s+)?(${B})(?:\\s+${noun})?`,
  'gi',
)
const joined = new RegExp(
  `^(?:\\s*,\\s*(?:and\\s+|then\\s+)?|\\s+(?:and|then|and then)\\s+)(?:${verb}\\s+)?(?:on\\s+)?(?:the\\s+)?(${B})`,
  'i',
)
const plain =
  /\b(?:[Cc]lick|[Pp]ress|[Hh]it)\s+(?:on\s+)?(?:the\s+)?(?:\+\s*)?([A-Z][\w]*(?: (?:[A-Z][\w]*|with|and|to|in)(?= [A-Z]|[A-Z]|[.,;]|$| ))*)/g
const steering =
  /\b(?:copy|take|note|find|select|set|enter|click|press|choose|expand|open|add|fill|leave|switch|turn|see to it|make sure|following|step)\b/i

const buttonLike = /^[A-Z][a-z]+(?: [A-Za-z()/&'+-]+)*$/
const pressedCode = new RegExp(`\\b${verb}\\s+(?:on\\s+)?(?:the\\s+|its\\s+)?(?:${noun}\\s+)?(${C})`, 'gi')

/** "Click **Create**", "the tab **Credentials**", "under **Capability config**": what the reader must find on the screen. */
export function readActions(reading: Reading, from: number, to: number) {
  const { line, context } = reading
  const sentence = line.shape.slice(from, to)
  for (const match of sentence.matchAll(pressed)) {
    add(reading, match[1], from + match.index)
    let end = from + match.index + match[0].length
    for (
      let next = joined.exec(line.shape.slice(end, to));
      next;
      next = joined.exec(line.shape.slice(end, to))
    ) {
      add(reading, next[1], end)
      end += next[0].length
    }
  }
  if (steering.test(sentence) || context.role === 'verification')
    for (const match of sentence.matchAll(placed)) add(reading, match[1], from + match.index)
  // Code is mostly a value: to be clicked it must be known, or look like a button.
  for (const match of sentence.matchAll(pressedCode)) {
    const text = runAt(line, match[1])?.text.text ?? ''
    if (context.own.control(text) || (/^(?:click|press|hit|tap)/i.test(match[0]) && buttonLike.test(text)))
      add(reading, match[1], from + match.index)
  }
  for (const match of sentence.matchAll(plain)) {
    const word = match[1] ?? ''
    const start = from + match.index + match[0].lastIndexOf(word)
    const length = context.own.controlAt(line.shape.slice(start, to)) ?? word.length
    label(reading, slice(line.text, start, start + length), from + match.index)
  }
}

function add(reading: Reading, character: string | undefined, at: number) {
  const run = runAt(reading.line, character)
  if (!run || reading.used.has(run)) return
  reading.used.add(run)
  label(reading, run.text, at)
}

function label(reading: Reading, whole: Mapped, at: number) {
  const text = slice(whole, /^\+\s*/.exec(whole.text)?.[0].length ?? 0, whole.text.length)
  const { side } = reading.context
  reading.add(at, { kind: 'action', side, place: placeOf(text) ?? reading.place, label: text.text })
}
