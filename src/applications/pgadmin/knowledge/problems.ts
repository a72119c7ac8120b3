import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import { type ConfigLocal, readConfigLocal } from '../config-local.ts'
import { isAcceptable, readConfiguration, type Unacceptable } from '../configuration.ts'
import { placeOnLine } from '../place.ts'
import { addresses } from './addresses.ts'
import { claims } from './claims.ts'
import type { Concern } from './concern.ts'
import { credentials } from './credentials.ts'
import { entry } from './entry.ts'
import { server } from './server.ts'

const concerns: Concern[] = [server, entry, credentials, claims, addresses]

/** Nothing is said of a guide that enters nothing, and of a file that does not parse: those are other rules' findings. */
export function problems(plan: Plan): Report[] {
  const file = readConfigLocal(plan)
  if (file.blocks.length === 0 || file.blocks.some(({ fault }) => fault)) return []
  const read = readConfiguration(file.blocks.map(({ text }) => text))
  if (!isAcceptable(read)) return [unacceptable(file, read)]
  return concerns.flatMap((concern) => concern({ plan, file, configuration: read }))
}

/** What ends the process before it serves anything. */
function unacceptable(file: ConfigLocal, { message, text, line }: Unacceptable): Report {
  return {
    message: `pgAdmin does not start: ${message}`,
    help: 'Write the value as Python does: True, False, None, texts in quotes',
    place: placeOnLine(file, text, line) ?? file.place!,
  }
}
