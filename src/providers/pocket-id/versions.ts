/** Versions that facts are recorded for: v2.9.0 ran unmodified, v2.14.0 with stand-ins for three modules. */
export const versions = ['2.9.0', '2.14.0']

/** `2.14.0` is 14. Everything that changed since v2.0 came with a minor version. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0)
}
