import type { Answer } from '../message.ts'
import { anything, type Comparison, compare, type Difference, describeDifference } from './compare.ts'
import { prepare } from './preparation.ts'
import type { Case, RecordedResponse, Recording } from './recording.ts'
import { reduceBody } from './reduce.ts'
import { Run } from './run.ts'
import type { ReplayAdapter } from './subject.ts'

/** Headers that must be absent where a recording has none. */
const telling = ['location', 'www-authenticate', 'retry-after', 'allow']

/** Replays one case; the differences, in order, empty where the stand-in answers as the product did. */
export async function replay(adapter: ReplayAdapter, recording: Recording, one: Case): Promise<string[]> {
  return (await replayed(adapter, recording, one)).map(describeDifference)
}

/** The same with both answers apart. */
export async function replayed(
  adapter: ReplayAdapter,
  recording: Recording,
  one: Case,
): Promise<Difference[]> {
  const differences: Difference[] = []
  try {
    const run = new Run(await adapter.prepare(recording, one), one)
    await prepare(run)
    for (const [index, { request, response }] of one.exchanges.entries()) {
      const answer = await run.send(request)
      const comparison: Comparison = { bindings: run.bindings, differences: [] }
      compareAnswer(resolved(recording, one, response), answer, comparison)
      differences.push(
        ...comparison.differences.map((found) => ({ ...found, at: `exchange ${index + 1}, ${found.at}` })),
      )
      const body = reduceBody(answer)
      if (typeof body === 'object' && body !== null) run.bindTokens({ ...body })
    }
  } catch (error) {
    const actual = error instanceof Error ? error.message : String(error)
    differences.push({ at: 'the way to the case', expected: 'that it can be gone', actual })
  }
  return differences
}

function compareAnswer(expected: RecordedResponse, answer: Answer, into: Comparison): void {
  if (answer.status !== expected.status) {
    const actual = `${answer.status} (${answer.body.slice(0, 200)})`
    into.differences.push({ at: 'status', expected: String(expected.status), actual })
    return
  }
  for (const [name, value] of Object.entries(expected.headers)) {
    const got = answer.headers[name]
    compare(
      name === 'content-type' ? mediaType(value) : value,
      name === 'content-type' ? mediaType(got) : got,
      name,
      into,
    )
  }
  for (const name of telling) {
    if (!(name in expected.headers) && name in answer.headers)
      compare(undefined, answer.headers[name], name, into)
  }
  compare(expected.body, reduceBody(answer), 'body', into)
}

/** Bodies that refer to another case are that case's; shortened ones say nothing of the rest. */
function resolved(recording: Recording, one: Case, response: RecordedResponse): RecordedResponse {
  const { body } = response
  if (typeof body === 'string') {
    const reference = /as in ([a-z/-]+)$|same document as ([a-z/-]+)$/.exec(body)
    const id = reference?.[1] ?? reference?.[2]
    const referred = recording.cases.find((other) => other.id === id)?.exchanges[0]?.response.body
    if (referred === undefined) return response
    return { ...response, body: reference?.[1] ? pageOnly(referred) : referred }
  }
  const shortened =
    one.note?.includes('(shortened)') && typeof body === 'object' && body !== null && 'issuer' in body
  return shortened ? { ...response, body: { ...body, '...': anything } } : response
}

/** "Log-in page as in …" was written for any log-in page: what it says of a wrong password was not kept. */
function pageOnly(body: unknown): unknown {
  const { html } = body as { html?: { title?: unknown; form?: { fields?: object } } }
  if (!html) return body
  const { fields = {}, ...form } = html.form ?? {}
  const names = Object.fromEntries(Object.keys(fields).map((name) => [name, anything]))
  return {
    html: { title: html.title, text: anything, ...(html.form ? { form: { ...form, fields: names } } : {}) },
  }
}

const mediaType = (value: unknown) =>
  String(value ?? '')
    .toLowerCase()
    .replaceAll(' ', '')
