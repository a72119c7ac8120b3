import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import synapse from '../../src/applications/synapse/container/images.json' with { type: 'json' }
import { buildFlags, engineCli } from '../../src/containers/build/engine-cli.ts'
import keycloak from '../../src/providers/keycloak/container/images.json' with { type: 'json' }
import type { Beside } from './fault.ts'

const products = {
  keycloak: { base: `${keycloak.built}:26.7.0`, variable: 'TOUCHSTONE_KEYCLOAK_IMAGE', user: 'root' },
  synapse: { base: `${synapse.built}:1.163.2`, variable: 'TOUCHSTONE_SYNAPSE_IMAGE', user: '991:991' },
}

/**
 * An image of the product whose processes are shown another time, with Debian's libfaketime: a container has the clock
 * of its machine otherwise. Monotonic time is left alone, since waiting is measured with it (with the library's fix for older
 * C libraries, Java waits for ever).
 */
export async function skewed(product: keyof typeof products, offset: string): Promise<Beside> {
  const { base, variable, user } = products[product]
  const engine = await engineCli()
  const image = `localhost/touchstone/skewed-${product}:${process.pid}`
  const context = await mkdtemp(join(tmpdir(), 'touchstone-skew-'))
  try {
    await writeFile(
      join(context, 'Containerfile'),
      `FROM ${base}
USER root
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libfaketime && rm -rf /var/lib/apt/lists/* && ln -s /usr/lib/*/faketime/libfaketimeMT.so.1 /usr/local/lib/faketime.so
USER ${user}
ENV LD_PRELOAD=/usr/local/lib/faketime.so FAKETIME=${offset} FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0
`,
    )
    await engine.run(
      'build',
      '--quiet',
      ...buildFlags(engine),
      '--file',
      join(context, 'Containerfile'),
      '--tag',
      image,
      context,
    )
  } finally {
    await rm(context, { recursive: true, force: true })
  }
  return {
    environment: { [variable]: image },
    end: async () => void (await engine.run('rmi', '--force', image)),
  }
}
