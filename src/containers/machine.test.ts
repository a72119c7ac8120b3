import { expect, test } from 'vitest'
import { machineFor } from './machine.ts'

// Answers at /version of Podman 4.3.1 (asked) and Docker Engine 28 (documented).
test('Podman has a name for the machine by itself', () => {
  const components = [{ Name: 'Podman Engine' }, { Name: 'Conmon' }, { Name: 'OCI Runtime (runc)' }]
  expect(machineFor({ Components: components })).toEqual({ name: 'host.containers.internal', hosts: [] })
})

test('Docker is told of one, which Docker Desktop has anyway', () => {
  const components = [{ Name: 'Engine' }, { Name: 'containerd' }, { Name: 'runc' }]
  const machine = {
    name: 'host.docker.internal',
    hosts: [{ host: 'host.docker.internal', ipAddress: 'host-gateway' }],
  }
  expect(machineFor({ Components: components })).toEqual(machine)
  expect(machineFor({})).toEqual(machine)
})
