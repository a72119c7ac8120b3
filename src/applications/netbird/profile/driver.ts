import type { ApplicationDriver } from '../../contract.ts'
import { compose } from '../installation.ts'
import { NetBird } from '../instance.ts'
import { Management } from './management.ts'

/** NetBird with setup.env as a relying party, in this process: its management server is played too. */
export const profile: ApplicationDriver = {
  mode: 'profile',
  install: async (options) =>
    new NetBird(options, async ({ prepared, settings, gateway, discovery }) => {
      const { management } = compose(prepared, await discovery())
      const server = new Management(management, settings, gateway)
      await server.start()
      return server
    }),
}
