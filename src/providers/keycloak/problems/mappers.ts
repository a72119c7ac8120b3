import { locatedIn } from '../../../plan/entered.ts'
import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import { statements } from '../../../plan/read.ts'
import type { MapperSetup, Setup } from '../setup.ts'

/** Mappers that write nothing, or not what the guide's other half reads. */
export function mappers(plan: Plan, setup: Setup): Report[] {
  return setup.mappers.flatMap((mapper) => [
    ...nowhere(mapper),
    ...(mapper.kind === 'audience' ? audience(setup, mapper) : []),
    ...(mapper.kind === 'group-membership' ? [...unnamed(mapper), ...paths(plan, setup, mapper)] : []),
  ])
}

function nowhere(mapper: MapperSetup): Report[] {
  if (Object.values(mapper.targets).some(Boolean)) return []
  const off = mapper.given('access_token') ?? mapper.given('id_token')
  return [
    {
      message: 'This mapper adds to no token, so it does nothing',
      help: 'Turn on **Add to ID token**, **Add to access token** or **Add to userinfo**, whichever the application reads.',
      expected: 'On',
      actual: 'Off',
      place: off?.place ?? mapper.place,
    },
  ]
}

function unnamed(mapper: MapperSetup): Report[] {
  if (mapper.claim) return []
  return [
    {
      message: 'A Group Membership mapper without **Token Claim Name** writes no claim',
      help: 'Enter the name of the claim, `groups` for most applications.',
      expected: 'Token Claim Name',
      place: mapper.place,
    },
  ]
}

/** Paths are written unless the switch is turned off; the guide's other half must then speak of paths. */
function paths(plan: Plan, setup: Setup, mapper: MapperSetup): Report[] {
  if (!mapper.fullPath || setup.groups.length === 0 || pathsUsed(plan, setup)) return []
  const said = mapper.given('full_path')
  return [
    {
      message: `**Full group path** is on${said ? '' : ' in a new mapper'}: the claim holds \`/${setup.groups[0]?.text}\`, with a slash in front`,
      help: 'Turn **Full group path** off, or write the paths at the application.',
      expected: 'Full group path: Off',
      actual: said ? 'On' : 'nothing, which leaves it on',
      place: said?.place ?? mapper.place,
    },
  ]
}

/** Whether the application's side speaks of groups by their paths. */
function pathsUsed(plan: Plan, { groups }: Setup): boolean {
  const known = new Set(groups.map(({ text }) => `/${text}`))
  return statements(plan, 'application').some((one) => locatedIn([one]).some(({ text }) => known.has(text)))
}

/** The field offers the realm's clients. */
function audience({ client }: Setup, { audience: given }: MapperSetup): Report[] {
  const { clientId } = client
  if (given?.value.kind !== 'literal' || clientId?.value.kind !== 'literal' || given.text === clientId.text)
    return []
  return [
    {
      message: `The audience \`${given.text}\` is not the client that the guide creates (\`${clientId.text}\`)`,
      help: 'Select the client itself under **Included Client Audience**.',
      expected: clientId.text,
      actual: given.text,
      place: given.place,
      related: [{ message: 'the client is created here', place: clientId.place }],
    },
  ]
}
