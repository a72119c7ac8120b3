import type { RunContext } from './run.ts'

/**
 * Fills what memory the container has left, with a process that the kernel likes better than the product's: `tail` keeps
 * a line until its end, and this one has none.
 */
const fill = [
  'for process in /proc/[0-9]*; do',
  '  [ "$process" = "/proc/$$" ] || echo 1000 > $process/oom_score_adj',
  'done 2>/dev/null',
  'exec tail /dev/zero',
].join('\n')

export async function memoryHog({ container }: RunContext): Promise<void> {
  const exec = await (await container()).exec({ Cmd: ['sh', '-c', fill] })
  await exec.start({ Detach: true })
}
