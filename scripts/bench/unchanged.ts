import { spawnSync } from 'node:child_process'
import { type BenchOptions, median, ms, type Row, timed } from './measure.ts'

const rounds = 5

/** `npm run verify` when nothing has changed since the last time, from the shell's point of view. */
export async function unchangedRows({ root, progress }: BenchOptions): Promise<Row[]> {
  progress('npm run verify, nothing changed')
  // Twice: what is not known yet is carried out first, and everything is known then.
  verify(root)
  const wall: number[] = []
  for (let round = 0; round < rounds; round++) {
    let output = ''
    const time = await timed(() => {
      output = verify(root)
    })
    if (!output.includes('nothing was run'))
      throw new Error(`Something was run again; has our own code changed meanwhile?\n${output}`)
    wall.push(time.wall)
  }
  return [
    {
      what: 'npm run verify, nothing changed',
      target: 'under 1 s',
      measured: ms(median(wall)),
      met: median(wall) < 1000,
    },
  ]
}

function verify(root: string): string {
  const { stdout, stderr, status } = spawnSync('npm', ['run', '--silent', 'verify'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`npm run verify failed:\n${stdout}${stderr}`)
  return stdout
}
