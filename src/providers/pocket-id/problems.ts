import { switchIn } from '../../plan/entered.ts'
import type { Report } from '../../plan/finding.ts'
import type { Plan } from '../../plan/plan.ts'
import { leaves, statementsOf } from '../../plan/read.ts'
import { type Registration, readRegistration } from './client.ts'

/** What Pocket ID refuses or ignores in this plan, or what keeps its reader outside. */
export function problems(plan: Plan, version: string): Report[] {
  const registration = readRegistration(plan, version)
  if (registration.place === null) return []
  return [
    ...nobodyAdmitted(registration),
    ...heldToPkce(plan, registration),
    ...missingSecret(plan, registration, version),
    ...unknownGroups(registration),
    ...badCallbacks(registration),
    ...reserved(registration),
  ]
}

function nobodyAdmitted(registration: Registration): Report[] {
  if (!registration.restricted || registration.allowedGroups.length > 0) return []
  return [
    {
      message: 'The client admits nobody: a new client is restricted to groups and the guide allows none',
      help: 'Select groups on the tab **Allowed User Groups**, or click **Unrestrict** there.',
      expected: 'at least one allowed group, or Unrestrict',
      actual: 'neither',
      place: registration.place!,
    },
  ]
}

/** Source: backend/internal/dto/oidc_dto.go, v2.14.0. */
function heldToPkce(plan: Plan, { isPublic }: Registration): Report[] {
  const said = statementsOf(plan, 'provider', 'client', 'pkce').at(-1)
  if (!isPublic || !said || switchIn(said) === true) return []
  return [
    {
      message: `**${said.label}** cannot be off: Pocket ID requires PKCE of every public client, whatever is entered`,
      help: `Write **${said.label}**: On.`,
      expected: 'On',
      actual: leaves(said.value)[0]?.text,
      place: said.valuePlace,
    },
  ]
}

function missingSecret(plan: Plan, registration: Registration, version: string): Report[] {
  if (registration.secret !== 'missing') return []
  const capture = plan.facts.find((fact) => fact.kind === 'capture' && fact.name === 'client_secret')
  return [
    {
      // The tab that the reader looks for the secret on has the button.
      severity: 'warning',
      message: `Pocket ID ${version} makes no client secret when a client is saved`,
      help: 'Open the tab **Credentials** and click **Add client secret** before the value is taken down.',
      expected: 'Add client secret',
      actual: 'no step that makes a secret',
      place: capture?.place ?? registration.place!,
    },
  ]
}

/** The tab offers the groups that exist, by their friendly names and names. */
function unknownGroups(registration: Registration): Report[] {
  const known = new Set(registration.groups.map((group) => group.text))
  return registration.allowedGroups
    .filter((group) => !known.has(group.text))
    .map((group) => ({
      message: `No group \`${group.text}\` can be selected, because the guide never creates it`,
      help: 'Create the group under **User Groups** first, under the same name; upper and lower case count.',
      expected: [...known].join(', ') || 'a group that the guide creates',
      actual: group.text,
      place: group.place,
    }))
}

/** As seen at v2.9.0 and v2.14.0; see `redirects.ts`. */
function badCallbacks({ callbackUrls }: Registration): Report[] {
  return callbackUrls.flatMap(({ text, place }): Report[] => {
    const bare = text.split('#')[0]!
    if (bare !== text)
      return [
        {
          severity: 'warning',
          message: 'Pocket ID ignores the fragment of a callback URL',
          help: 'Leave the fragment out.',
          expected: bare,
          actual: text,
          place,
        },
      ]
    return widest.test(text) && !/^http:\/\/(localhost|127\.|\[::1\])/.test(text)
      ? [
          {
            severity: 'warning',
            message: 'A callback URL without a path admits every path of its host',
            help: 'Write the address that the application sends, with its path; a lone `/` counts as one.',
            expected: `${text}/…`,
            actual: text,
            place,
          },
        ]
      : []
  })
}

/** Scheme and host alone. */
const widest = /^https?:\/\/[^/?#]+$/

/** Source: backend/internal/service/custom_claim_service.go, v2.14.0. */
const reservedClaims = new Set([
  'sub',
  'email',
  'groups',
  'aud',
  'iss',
  'exp',
  'iat',
  'nonce',
  'name',
  'picture',
])

function reserved(registration: Registration): Report[] {
  return registration.customClaims
    .filter(({ key }) => reservedClaims.has(key))
    .map(({ key, place }) => ({
      message: `Pocket ID refuses a custom claim \`${key}\` (\`reserved_claim\`)`,
      help: 'Choose another name; standard claims are filled in by Pocket ID itself.',
      actual: key,
      place,
    }))
}
