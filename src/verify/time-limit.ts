import { patience } from '../machine/patience.ts'
import { Infrastructure } from '../providers/contract.ts'

/** Milliseconds for one step with everything it needs first; on a busy machine the embedded expression engine alone takes fifteen seconds to load. */
export const defaultStepLimit = 60_000 * patience()

/** Gives up after `limit` milliseconds. What was under way is left alone: closing its gateway ends it. */
export async function withinLimit<T>(limit: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Infrastructure(`${what} took longer than ${limit} ms`))
    }, limit)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
