import { expect, test } from 'vitest'
import type { Fault } from './fault.ts'
import { judge } from './judge.ts'
import type { Result, VerdictRecord } from './run.ts'

const nothing = { containers: 0, networks: 0, volumes: 0, files: 0, processes: 0 }

type Told = Pick<VerdictRecord, 'outcome' | 'blame'> & { message?: string }

/** A verdict of which one step failed. */
function verdict({ outcome, blame, message = 'no reason' }: Told): VerdictRecord {
  const step = {
    ...{ id: 'login/web/in-admins', kind: 'login' as const, file: 'guide.mdx', line: 3, column: 1 },
    ...{ outcome: 'failed' as const, blame, expected: null, actual: null, message, durationMs: 1 },
  }
  return {
    ...{ guide: 'technitium/keycloak', file: 'guide.mdx', application: 'technitium', provider: 'keycloak' },
    ...{ tier: 'container', providerVersion: '26.7', applicationVersion: '15.1', applicationMode: 'profile' },
    ...{ outcome, blame, logins: 1, assertions: 1, durationMs: 1, planHash: 'p', steps: [step] },
  } as VerdictRecord
}

function result(fault: Partial<Fault>, rest: Partial<Result> = {}): Result {
  return {
    fault: { id: 'killed', what: 'it is killed', expected: 'infrastructure', says: /gone/, ...fault },
    ...{ exitCode: 3, seconds: 20, secondsAfter: 10, patience: 1, left: nothing, reaped: null },
    verdicts: [verdict({ outcome: 'infrastructure', blame: 'infrastructure', message: 'it is gone' })],
    ...rest,
  }
}

const drift: Partial<Fault> = { expected: 'drift', says: /^$/ }
const mistaken = { exitCode: 1, verdicts: [verdict({ outcome: 'drift', blame: 'guide' })] }

test('what ends as it must', () => {
  expect(judge(result({}))).toEqual([])
  expect(judge(result(drift, mistaken))).toEqual([])
  const reaped = { ...nothing }
  const killed = { exitCode: null, left: { ...nothing, containers: 1 }, reaped, verdicts: [] }
  expect(judge(result({ expected: 'killed', says: /^/ }, killed))).toEqual([])
})

test.for([
  ['the wrong exit code', result({}, { exitCode: 0 }), 'exit code 0, expected 3'],
  [
    'drift for a fault of the machine',
    result({}, mistaken),
    /is called drift \(guide\): login\/web\/in-admins/,
  ],
  [
    'green for a fault of the machine',
    result({}, { exitCode: 3, verdicts: [] }),
    'no verdict blames the infrastructure',
  ],
  ['a message that says nothing', result({ says: /quoted log/ }), /no message says \/quoted log\//],
  ['what is left', result({}, { left: { ...nothing, volumes: 1 } }), /left behind: .*"volumes":1/],
  ['what stays after the next start', result({}, { reaped: { ...nothing, processes: 2 } }), /left behind: /],
  ['a run that takes too long', result({ within: 5 }), 'ended 10 s after the fault, expected at most 5 s'],
  [
    'a mistake of a guide that the machine is blamed for',
    result(drift, {
      exitCode: 1,
      verdicts: [verdict({ outcome: 'infrastructure', blame: 'infrastructure' })],
    }),
    'technitium/keycloak is infrastructure, expected drift',
  ],
  ['a mistake that nobody looked at', result(drift, { exitCode: 1, verdicts: [] }), 'there is no verdict'],
] as const)('%s is wrong', ([, one, problem]) => {
  expect(judge(one)).toContainEqual(expect.stringMatching(problem))
})

test('a machine that is told to be patient may take longer', () => {
  expect(judge(result({ within: 5 }, { patience: 3 }))).toEqual([])
})
