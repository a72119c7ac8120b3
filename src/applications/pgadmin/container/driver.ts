import { NotStarted, type RunningServer } from '../../../containers/container.ts'
import { identifyImage } from '../../../containers/image.ts'
import type { Bindings } from '../../../plan/value.ts'
import { Infrastructure, Refused } from '../../../providers/contract.ts'
import { openProxy, type WayIn } from '../../../web/proxy.ts'
import { html } from '../../_shared/answer.ts'
import { filledIn, withoutSecrets } from '../../_shared/config-file.ts'
import { end, lastLines } from '../../_shared/container.ts'
import type { ApplicationDriver } from '../../contract.ts'
import { type ConfigLocal, readConfigLocal } from '../config-local.ts'
import { signInPage } from '../entrance.ts'
import { homeOf } from '../home.ts'
import { placeOnLine } from '../place.ts'
import { promise, promiseUnderFault } from '../promises.ts'
import { imageOf, start } from './server.ts'

/**
 * pgAdmin itself, in a container of its own, started with the guide's file and reached through the gateway. It starts when
 * it is configured, as it does for a reader: what it refuses then is the guide's fault, and in its own words. What is in
 * `OAUTH2_CONFIG` it looks at when somebody presses the button.
 */
export const real: ApplicationDriver = {
  mode: 'real',
  identify: ({ version }) => identifyImage(imageOf(version)),
  async install({ version, plan, gateway }) {
    const { origin } = homeOf(plan)
    let proxy: WayIn | undefined
    let starting: Promise<RunningServer> | undefined
    let running: RunningServer | undefined
    return {
      version,
      routes: new Map([
        [origin, { listener: (_, response) => html(response, 502, 'Bad Gateway', 'pgAdmin is not running') }],
      ]),
      async configure(next, bindings) {
        const file = readConfigLocal(next)
        proxy ??= await openProxy(gateway)
        await end(starting)
        starting = start({ version, file: filledIn(file, bindings).join('\n'), gateway, proxy })
        running = await starting.catch((error: unknown) => {
          throw failure(error, file, bindings)
        })
        gateway.route(origin, { upstream: running.url })
      },
      entrances: [signInPage(origin)],
      expect: (promised, user) => promise(promised, user),
      expectFault: (fault, _, provider) => promiseUnderFault(plan, fault, provider),
      artifact: () => running,
      logs: () => lastLines(starting),
      dispose: () => end(starting, proxy),
    }
  },
}

/** Python's own words about the guide's file are the guide's; everything else that keeps pgAdmin from starting is the machine's. */
function failure(error: unknown, file: ConfigLocal, bindings: Bindings): Error {
  const lines = error instanceof NotStarted ? error.lines.map((line) => withoutSecrets(line, bindings)) : []
  const raised = lines.findLast((line) => /^(?:\w+\.)*\w*(?:Error|Exception)\b/.test(line))
  const [at] = lines.flatMap((line) => /config_local\.py", line (\d+)/.exec(line)?.[1] ?? [])
  const setting = raised && /^ValueError: Expected \w+ value for (\w+);/.exec(raised)?.[1]
  if (setting) return new Refused(raised, file.of(setting)?.place ?? file.place)
  if (!raised || at === undefined)
    return new Infrastructure(withoutSecrets(`pgAdmin did not start: ${error}`, bindings))
  return new Refused(raised, placeIn(file, Number(at)))
}

/** The blocks stand below one another in the file. */
function placeIn(file: ConfigLocal, line: number) {
  let before = 0
  for (const [index, { text }] of file.blocks.entries()) {
    const length = text.split('\n').length
    if (line <= before + length) return placeOnLine(file, index, line - before)
    before += length
  }
  return file.place
}
