import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import { isAcceptable, readConfiguration, type Unacceptable } from '../configuration.ts'
import { first, type Homeserver, readHomeserver } from '../homeserver.ts'
import { addresses } from './addresses.ts'
import type { Concern } from './concern.ts'
import { credentials } from './credentials.ts'
import { mapping, requirements } from './mapping.ts'

const concerns: Concern[] = [start, addresses, credentials, mapping, requirements]

/** Nothing is said of a guide that enters nothing, and of a file that does not parse: those are other rules' findings. */
export function problems(plan: Plan): Report[] {
  const file = readHomeserver(plan)
  if (file.blocks.length === 0 || file.blocks.some(({ fault }) => fault)) return []
  return concerns.flatMap((concern) => concern({ plan, file }))
}

/** What ends the process before it serves anything (synapse/config/oidc.py, v1.163.2). */
function start({ file }: { file: Homeserver }): Report[] {
  const read = readConfiguration(file.blocks.map(({ text }) => text))
  if (!isAcceptable(read)) return read.map((one) => unacceptable(file, one))
  if (read.oidc_providers?.length) return []
  return [
    {
      message: 'Nothing of single sign-on is set up: `oidc_providers` is missing',
      help: 'Add the identity provider to `oidc_providers`',
      place: file.place!,
      expected: 'oidc_providers',
    },
  ]
}

function unacceptable(file: Homeserver, { key, message }: Unacceptable): Report {
  const bare = key.split('.').at(-1)
  const line = file.of(key)
  return {
    message: `Synapse does not start: ${key}: ${message}`,
    help: line ? `Mend the value of \`${bare}\`` : `Add \`${bare}\` to the identity provider`,
    place: line?.place ?? nearest(file, key),
    expected: bare,
    actual: line?.text ?? 'missing',
  }
}

/** A key that is missing in a list's entry stands at what is there of the entry; else the file is what lacks it. */
function nearest(file: Homeserver, key: string) {
  const parent = key.slice(0, key.lastIndexOf('.'))
  if (parent === first || !parent) return file.place!
  return file.lines.find((line) => line.key.startsWith(`${parent}.`))?.keyPlace ?? file.place!
}
