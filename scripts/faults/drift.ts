import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Beside, Fault, Workshop } from './fault.ts'

/** The other side of the table: mistakes of a guide, which a real Keycloak shows, and which are never the machine's fault. */
export const drifts: readonly Fault[] = [
  {
    ...{ id: 'wrong-secret', what: 'a guide hands over the wrong secret', says: /^$/ },
    ...{ guides: ['synapse/keycloak'], expected: 'drift' },
    beside: mistaken({
      file: '_partials/applications/synapse/homeserver-group.mdx',
      from: '<client_secret>',
      to: 'the-secret-of-another-client',
    }),
  },
  {
    ...{ id: 'unrouted-url', what: 'a guide names an address that the provider does not have', says: /^$/ },
    ...{ guides: ['audiobookrequest/keycloak'], expected: 'drift' },
    beside: mistaken({
      file: 'audiobookrequest/keycloak.mdx',
      from: 'keycloak.company/realms/<realm>/.well-known',
      to: 'keycloak.company/auth/realms/<realm>/.well-known',
    }),
  },
  {
    ...{ id: 'missing-claim', what: 'a guide makes a claim that the application does not read', says: /^$/ },
    ...{ guides: ['technitium/keycloak'], expected: 'drift' },
    beside: mistaken({
      file: '_partials/providers/keycloak/group-mapper.mdx',
      from: '**Token Claim Name**: `groups`',
      to: '**Token Claim Name**: `memberships`',
    }),
  },
]

interface Mistake {
  /** Relative to the guides. */
  file: string
  from: string
  to: string
}

/** A copy of the guides with one mistake in it, verified against a running Keycloak. */
function mistaken({ file, from, to }: Mistake) {
  return async ({ root, keycloak }: Workshop): Promise<Beside> => {
    const docs = mkdtempSync(join(tmpdir(), 'touchstone-mistaken-'))
    cpSync(join(root, 'docs/integrations'), docs, { recursive: true })
    const text = readFileSync(join(docs, file), 'utf8')
    if (!text.includes(from))
      throw new Error(`${file} does not contain ${from}, expected it to be made a mistake of`)
    writeFileSync(join(docs, file), text.replaceAll(from, to))
    return {
      environment: await keycloak(),
      words: ['--docs', docs],
      end: async () => rmSync(docs, { recursive: true, force: true }),
    }
  }
}
