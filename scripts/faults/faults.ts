import { drifts } from './drift.ts'
import type { Fault } from './fault.ts'
import { memoryHog } from './memory.ts'
import { holdPorts, strangerAtAddress } from './ports.ts'
import { skewed } from './skew.ts'

/** The product's own log, quoted in the verdict. */
const quoted = /The last lines of keycloak:\n.*(Keycloak|INFO|WARN|ERROR)/s
const few = ['technitium/keycloak']
const matrix = { guides: ['synapse/keycloak'], application: true }

export const faults: readonly Fault[] = [
  {
    ...{ id: 'provider-killed', what: 'the provider is killed in the middle of a run', says: quoted },
    ...{ expected: 'infrastructure', quick: true, within: 30 },
    strike: {
      when: 'first-verdict',
      how: async ({ container }) => (await container()).kill({ signal: 'SIGKILL' }),
    },
  },
  {
    ...{ id: 'application-killed', what: 'the application is killed in the middle of a run' },
    ...{ expected: 'infrastructure', quick: true, within: 30, ...matrix },
    // On a quick machine it dies before the run has heard that it answers: then the start is what failed.
    says: /The (?:last lines of synapse:\n.*The )?container ended with exit code 137/s,
    strike: {
      when: 'answering',
      how: async ({ container }) => (await container()).kill({ signal: 'SIGKILL' }),
    },
  },
  {
    // Frozen as a whole: the first process of the container may be a shell that only waits.
    ...{ id: 'provider-hung', what: 'the provider stops answering', expected: 'infrastructure', within: 30 },
    says: /the server hangs.*The last lines of keycloak:\n.*The container is paused/s,
    strike: { when: 'first-verdict', how: async ({ container }) => (await container()).pause() },
  },
  {
    ...{ id: 'application-hung', what: 'the application stops answering', expected: 'infrastructure' },
    ...{ within: 30, ...matrix },
    says: /the server hangs.*The last lines of synapse:\n.*The container is paused/s,
    strike: { when: 'answering', how: async ({ container }) => (await container()).pause() },
  },
  {
    ...{ id: 'never-ready', what: 'the provider is not ready in time', expected: 'infrastructure' },
    ...{ guides: few, environment: { TOUCHSTONE_CONTAINER_START: '4' }, quick: true },
    says: /did not start: \/health\/ready did not answer 200 within 4 s/,
  },
  {
    ...{ id: 'port-taken', what: 'its usual ports are taken on this machine', expected: 'verified' },
    ...{ guides: few, says: /^/ },
    beside: () => holdPorts([8080, 9000, 8443]),
  },
  {
    ...{ id: 'address-taken', what: 'another server answers at its address', expected: 'infrastructure' },
    ...{ guides: few, says: /Keycloak at \S+ refuses its administrator/, quick: true },
    beside: strangerAtAddress,
  },
  {
    ...{ id: 'image-missing', what: 'the image is nowhere', expected: 'infrastructure', quick: true },
    ...{ guides: few, environment: { TOUCHSTONE_KEYCLOAK_IMAGE: 'localhost/touchstone/nowhere:1' } },
    says: /localhost\/touchstone\/nowhere:1.*npm run images/s,
  },
  {
    ...{ id: 'engine-missing', what: 'no container engine answers', expected: 'infrastructure', quick: true },
    ...{ guides: few, environment: { DOCKER_HOST: 'unix:///run/nobody-listens-here.sock' } },
    says: /No container engine answers at unix:\/\/\/run\/nobody-listens-here\.sock/,
  },
  {
    ...{ id: 'disk-full', what: 'the provider cannot write its data', expected: 'infrastructure' },
    ...{ guides: few, environment: { TOUCHSTONE_CONTAINER_TMPFS: '/opt/keycloak/data:rw,size=1m' } },
    says: /(Database operation failed|unknown_error|did not start).*(last lines of keycloak|No space left|ERROR)/s,
  },
  {
    ...{ id: 'out-of-memory', what: 'the provider has too little memory to start', guides: few },
    ...{ expected: 'infrastructure', environment: { TOUCHSTONE_CONTAINER_MEMORY: '160' } },
    says: /did not start: The container ended with exit code \d+/,
  },
  {
    ...{ id: 'memory-runs-out', what: 'the kernel kills the provider in the middle of a run' },
    ...{ expected: 'infrastructure', environment: { TOUCHSTONE_CONTAINER_MEMORY: '1200' }, within: 60 },
    says: /The last lines of keycloak:\n.*The container ended with exit code 137.*more memory than its 1200 MB/s,
    strike: { when: 'first-verdict', how: memoryHog },
  },
  {
    ...{ id: 'provider-clock', what: "the provider's clock is an hour ahead", guides: few },
    ...{ expected: 'infrastructure', beside: () => skewed('keycloak', '+1h') },
    says: /The clock of Keycloak \(https:\/\/keycloak\.company\) is 3[56]\d\d s ahead of the clock of this machine/,
  },
  {
    ...{ id: 'application-clock', what: "the application's clock is an hour behind", ...matrix },
    ...{ expected: 'infrastructure', beside: () => skewed('synapse', '-1h'), quick: true },
    says: /The clock of Matrix Synapse \(https:\/\/matrix\.company\) is 3[56]\d\d s behind the clock of this machine/,
  },
  {
    ...{ id: 'sigint-starting', what: 'Ctrl+C while the container starts', expected: 'interrupted' },
    ...{ guides: few, says: /^/, quick: true },
    strike: { when: 'starting', how: async ({ kill }) => kill('SIGINT') },
  },
  {
    ...{ id: 'sigint', what: 'Ctrl+C in the middle of a run', expected: 'interrupted', says: /^/ },
    strike: { when: 'first-verdict', how: async ({ kill }) => kill('SIGINT') },
  },
  {
    ...{ id: 'sigint-application', what: 'Ctrl+C while a real application runs', expected: 'interrupted' },
    ...{ says: /^/, quick: true, ...matrix },
    strike: { when: 'starting', how: async ({ kill }) => kill('SIGINT') },
  },
  {
    ...{ id: 'sigkill', what: 'our own process is killed in the middle', expected: 'killed', says: /^/ },
    strike: { when: 'first-verdict', how: async ({ kill }) => kill('SIGKILL') },
  },
  {
    ...{ id: 'sigkill-application', what: 'our own process is killed while a real application runs' },
    ...{ expected: 'killed', says: /^/, quick: true, ...matrix },
    strike: { when: 'answering', how: async ({ kill }) => kill('SIGKILL') },
  },
  ...drifts,
]
