import { randomBytes } from 'node:crypto'
import type { Plan } from '../../../plan/plan.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Infrastructure, Refused } from '../../../providers/contract.ts'
import { createBrowser } from '../../../web/browser.ts'
import type { Gateway } from '../../../web/contract.ts'
import { enteredText } from '../../_shared/given.ts'
import { administratorOf } from '../administrator.ts'
import { problems } from '../knowledge/problems.ts'
import { type RowField, rowOf } from '../row.ts'
import { builtInRow, ownProvider, type Sent } from './form.ts'

interface Provider {
  id: string
  name: string
  [field: string]: unknown
}
interface Answer {
  error?: string
  /** Of the framework, where its own schema does not know the error: the words are at the end of it. */
  message?: string
  data?: Provider | Provider[]
}

/** The administrator at the pages of Palmr: registers, signs in, and fills in the dialog of the guide's provider. */
export function createReader(gateway: Gateway, origin: string) {
  const browser = createBrowser(gateway)
  let registered = false

  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    return browser.fetch(`${origin}/api/${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
  }

  async function must(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await send(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Infrastructure(`Palmr answered ${response.status} to ${path}: ${text}`)
    return JSON.parse(text) as Answer
  }

  /** Before single sign-on is switched on: its first user would be no administrator, and none could come later. */
  async function register() {
    if (registered) return
    const { username, email } = administratorOf(origin)
    const password = randomBytes(16).toString('hex')
    const names = { firstName: 'Palmr', lastName: 'Administrator' }
    await must('POST', 'users/register', { ...names, username, email, password })
    await must('POST', 'auth/login', { emailOrUsername: username, password })
    // As the page does right after it: until then it shows the registration instead of the log-in.
    await must('PATCH', 'config/update/firstUserAccess', { value: 'false' })
    registered = true
  }

  const providers = async () => ((await must('GET', 'auth/providers/all')).data ?? []) as Provider[]

  return {
    /** Saves the guide's row and switches it on. Throws `Refused` in the words of dialog or server. */
    async save(plan: Plan, bindings: Bindings): Promise<string> {
      const row = rowOf(plan)
      const [fault] = problems(plan)
      if (!row) throw new Refused(fault?.message ?? 'The guide fills in no row', fault?.place ?? null)
      await register()
      const text = (field: RowField) => {
        const given = row.given(field)
        return given ? enteredText(given.value, bindings) : ''
      }
      const accepted = async (method: string, path: string, sent: Sent) => {
        const response = await send(method, path, sent)
        if (response.ok) return
        const { error, message = `HTTP ${response.status}` } = (await response.json()) as Answer
        const words = error ?? message.replace(/^.*Original error: (body\/ )?/, '')
        const about = problems(plan).find((problem) => problem.message.includes(words))
        throw new Refused(words, about?.place ?? fault?.place ?? null)
      }
      if (!row.builtIn) await accepted('POST', 'auth/providers', ownProvider(row, text, fault?.place ?? null))
      const stood = (await providers()).find(({ name }) => name === row.name)
      if (!stood) throw new Infrastructure(`Palmr has no row ${row.name} after it was saved`)
      const path = `auth/providers/manage/${stood.id}`
      if (row.enabled) await accepted('PUT', path, { enabled: true })
      if (row.builtIn) await accepted('PUT', path, builtInRow(row, text, stood))
      return row.name
    },
  }
}
