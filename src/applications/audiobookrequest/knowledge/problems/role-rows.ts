import type { Concern } from '../concern.ts'
import { roles } from '../settings.ts'

/** The names of groups are fixed: nothing can be mapped (oidc.py, v1.10.4). */
export const roleRows: Concern = ({ stated }) =>
  stated.rows.flatMap(({ remote, local, remotePlace, localPlace }) => {
    const [group, role] = [remote.toLowerCase(), local.toLowerCase()]
    if (!roles.includes(group)) {
      return [
        {
          message: `A group \`${remote}\` is ignored: the groups that give a role are named ${roles.join(', ')}`,
          help: 'Name the group as the role, or leave the row out',
          place: remotePlace,
          expected: roles.includes(role) ? role : roles.join(', '),
          actual: remote,
          suggestion: roles.includes(role) ? role : undefined,
        },
      ]
    }
    if (group === role) return []
    return [
      {
        message: `The group \`${remote}\` gives the role \`${group}\` and no other`,
        help: `Write \`${group}\``,
        place: localPlace,
        expected: group,
        actual: local,
        suggestion: group,
      },
    ]
  })
