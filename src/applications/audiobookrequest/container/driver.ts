import { NotStarted, type RunningServer } from '../../../containers/container.ts'
import { identifyImage } from '../../../containers/image.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Infrastructure, Refused } from '../../../providers/contract.ts'
import { openProxy, type WayIn } from '../../../web/proxy.ts'
import { html } from '../../_shared/answer.ts'
import { end, lastLines } from '../../_shared/container.ts'
import type { ApplicationDriver } from '../../contract.ts'
import { frontDoor } from '../entrance.ts'
import { homeOf } from '../knowledge/addresses.ts'
import { type Stated, statedIn } from '../knowledge/settings.ts'
import { promise, promiseUnderFault } from '../promises.ts'
import { administratorIn, environmentOf } from './environment.ts'
import { createReader } from './reader.ts'
import { imageOf, start } from './server.ts'

/**
 * AudioBookRequest itself, in a container of its own, behind the gateway. It starts when it is first configured: then
 * the names of everybody whom it has to reach are known. Settings are entered on its own pages, as a reader does.
 */
export const real: ApplicationDriver = {
  mode: 'real',
  identify: ({ version }) => identifyImage(imageOf(version)),
  async install({ version, plan, gateway }) {
    const { origin, base } = homeOf(plan, statedIn(plan))
    const home = `${origin}${base}/`
    const plain = `http://${new URL(origin).host}`
    let proxy: WayIn | undefined
    let starting: Promise<RunningServer> | undefined
    let running: RunningServer | undefined
    let reader: ReturnType<typeof createReader> | undefined

    /** Starts it, and gives it the guide's origins. */
    async function open(stated: Stated, bindings: Bindings) {
      proxy ??= await openProxy(gateway)
      const environment = environmentOf(stated, bindings)
      starting = start({ version, base, environment, gateway, proxy })
      running = await starting.catch((error: unknown) => {
        throw failure(error, stated)
      })
      for (const one of [origin, plain]) gateway.route(one, { upstream: running.url })
      return createReader(gateway, home, administratorIn(environment))
    }

    return {
      version,
      routes: new Map(
        [origin, plain].map((one) => [
          one,
          {
            listener: (_, response) => html(response, 502, 'Bad Gateway', 'AudioBookRequest is not running'),
          },
        ]),
      ),
      async configure(next, bindings) {
        reader ??= await open(statedIn(next), bindings)
        await reader.save(next, bindings)
      },
      entrances: [frontDoor(home)],
      expect: (promised, user) => promise(promised, user),
      expectFault: (fault, _, provider) => promiseUnderFault(plan, fault, provider),
      artifact: () => running,
      logs: () => lastLines(starting),
      dispose: () => end(starting, proxy),
    }
  },
}

/** A variable that it cannot read is the guide's; everything else that keeps it from starting is the machine's. */
function failure(error: unknown, stated: Stated): Error {
  const lines = error instanceof NotStarted ? error.lines : []
  const [setting, why] = settingError(lines)
  const given = stated.given.find(({ label }) => setting && label.toLowerCase() === setting)
  if (given) return new Refused(`${given.label}: ${why}`, given.place)
  return new Infrastructure(`AudioBookRequest did not start: ${error}`)
}

/** Pydantic names the setting on one line (`app.port`) and what is wrong with it on the next. */
function settingError(lines: readonly string[]): [setting: string | null, why: string] {
  const at = lines.findIndex((line) => /validation errors? for Settings/.test(line)) + 1
  const [path = '', why = ''] = at > 0 ? lines.slice(at, at + 2) : []
  return [path === '' ? null : `abr_${path.trim().replaceAll('.', '__')}`, why.trim()]
}
