import { runsOf } from './runs.ts'

const elements = { text: 'span', label: 'strong', code: 'code' } as const

/** What a rule or a run says, with its labels and values set off. */
export function Message({ text }: { text: string }) {
  return runsOf(text).map((run, index) => {
    const Element = elements[run.kind]
    // biome-ignore lint/suspicious/noArrayIndexKey: a message does not change once it is shown
    return <Element key={index}>{run.text}</Element>
  })
}
