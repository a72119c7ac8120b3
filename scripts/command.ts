import { Usage } from '../plugins/vitest-guide/selection.ts'
import { Infrastructure } from '../src/providers/contract.ts'

/**
 * Says on standard error why a command could not do its work, and gives the exit code: 2 for a question that cannot be
 * answered, 3 for everything else that is not the guides' fault.
 */
export function complain(error: unknown, command: string): 2 | 3 {
  if (error instanceof Usage || isArgumentError(error)) {
    console.error(`${error.message}\nSee npm run ${command} -- --help`)
    return 2
  }
  console.error(error instanceof Infrastructure ? error.message : error)
  return 3
}

/** What `parseArgs` throws. */
function isArgumentError(error: unknown): error is TypeError {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
