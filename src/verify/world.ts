import type { ApplicationInstance } from '../applications/contract.ts'
import { patience } from '../machine/patience.ts'
import type { Plan } from '../plan/plan.ts'
import type { Bindings } from '../plan/value.ts'
import { Infrastructure, type Provision } from '../providers/contract.ts'
import type { Gateway } from '../web/contract.ts'
import { openGateway } from '../web/gateway.ts'
import { type Watched, watch } from './network.ts'
import type { Subject } from './subject.ts'

/** A network of its own with one installation of the application in it, set up as the guide says. */
export interface World {
  network: Watched
  application: ApplicationInstance
  close(): Promise<void>
}

/**
 * Installs the application in a fresh network beside the provider's objects.
 * `alter` puts something between the application and the network, for deliberate faults.
 */
export async function install(
  subject: Subject,
  plan: Plan,
  provision: Provision,
  alter: (gateway: Gateway) => Gateway = (gateway) => gateway,
): Promise<World> {
  const network = watch(alter(await openGateway({ patience: patience() })))
  try {
    network.routeAll(provision.routes)
    const driver = subject.application.drivers[subject.applicationMode]
    if (!driver) throw new RangeError(`${subject.application.name} has no ${subject.applicationMode} driver`)
    const application = await driver.install({
      version: subject.applicationVersion,
      plan,
      gateway: network,
    })
    network.routeAll(application.routes)
    return {
      network,
      application,
      async close() {
        await application.dispose()
        await network.close()
      },
    }
  } catch (error) {
    await network.close()
    throw error
  }
}

/** Another world with a deliberate fault in it, configured like the first one. */
export async function installFaulty(
  subject: Subject,
  plan: Plan,
  provision: Provision,
  bindings: Bindings,
  alter?: (gateway: Gateway) => Gateway,
): Promise<World> {
  const world = await install(subject, plan, provision, alter)
  try {
    await world.application.configure(plan, bindings)
    return world
  } catch (error) {
    const [trouble] = world.network.troubles
    await world.close()
    throw trouble ? new Infrastructure(trouble.reason, { cause: error }) : error
  }
}
