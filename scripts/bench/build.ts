import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadGuides } from '../../plugins/docusaurus-touchstone/load.ts'
import { carryOut } from '../../plugins/docusaurus-touchstone/testing/evidence.ts'
import { copySite } from '../../plugins/docusaurus-touchstone/testing/site.ts'
import { type BenchOptions, both, median, type Row, type Times, times } from './measure.ts'

const rounds = 3

/**
 * The site as it is, against the same pages in a site that has never heard of us: same theme, same styles, neither our
 * plugins nor our components; partials are Docusaurus's own imports there. Each build begins with nothing cached.
 */
export async function buildRows({ root, progress }: BenchOptions): Promise<Row[]> {
  await using ours = disposable(copySite())
  await using plain = disposable(copySite())
  carryOut(ours.site, await loadGuides(ours.site))
  forgetUs(plain.site.root)
  const builds = { ours: ours.site.root, plain: plain.site.root }
  const all: Record<keyof typeof builds, Times> = {
    ours: { wall: [], processor: [] },
    plain: { wall: [], processor: [] },
  }
  for (let round = 0; round < rounds; round++) {
    for (const name of ['plain', 'ours'] as const) {
      progress(`docs build ${name === 'ours' ? 'with' : 'without'} our plugins, ${round + 1} of ${rounds}`)
      const { wall, processor } = await build(root, builds[name])
      all[name].wall.push(wall)
      all[name].processor.push(processor)
    }
  }
  const ratio = (of: keyof Times) => median(all.ours[of]) / median(all.plain[of])
  // Builds use every core, so that a busy machine makes the wall's ratio a matter of luck: the worse of the two counts.
  const worst = Math.max(ratio('wall'), ratio('processor'))
  return [
    {
      what: 'docs build with our plugins, theme and pages, against the same docs without',
      target: 'at most 1.1 ×',
      measured: `${times(ratio('wall'))} (${times(ratio('processor'))} of processor): ${both(all.ours)} against ${both(all.plain)}`,
      met: worst <= 1.1,
    },
  ]
}

/** Pages that use our components go with them: everything else is built by both. */
function forgetUs(root: string) {
  const config = readFileSync(join(root, 'docusaurus.config.ts'), 'utf8')
  const plugins = ['plugins: [docusaurusTouchstone],', 'beforeDefaultRemarkPlugins: [remarkGuide],']
  for (const line of plugins)
    if (!config.includes(line)) throw new Error(`docusaurus.config.ts has no ${line}`)
  const bare = config
    .replace(plugins[0]!, `plugins: [plain],`)
    .replace(plugins[1]!, '')
    .replace(
      'const config: Config',
      // What any site of modules needs to be built at all is no feature of ours.
      `const { webpackConfig } = load('./plugins/docusaurus-touchstone/webpack.ts')
const plain = () => ({ name: 'plain', configureWebpack: (_: unknown, isServer: boolean) => webpackConfig(isServer) })
const config: Config`,
    )
    .replaceAll("'throw'", "'ignore'")
  writeFileSync(join(root, 'docusaurus.config.ts'), bare)
  rmSync(join(root, 'src'))
  mkdirSync(join(root, 'src'))
  cpSync(join(import.meta.dirname, '../../src/css'), join(root, 'src/css'), { recursive: true })
  const index = join(root, 'docs/index.mdx')
  writeFileSync(
    index,
    readFileSync(index, 'utf8')
      .replace(/^import .*$/gm, '')
      .replace(/^<\w+ \/>$/gm, ''),
  )
}

/** Milliseconds of one build, of the wall and of the processor with all its threads. Throws when it fails. */
async function build(root: string, site: string): Promise<{ wall: number; processor: number }> {
  for (const left of ['.docusaurus', 'build']) rmSync(join(site, left), { recursive: true, force: true })
  const usage = join(site, 'usage.json')
  const start = performance.now()
  const child = spawn(
    process.execPath,
    [
      ...['--import', new URL('./report-usage.ts', import.meta.url).href],
      ...[join(root, 'node_modules/@docusaurus/core/bin/docusaurus.mjs'), 'build', site],
    ],
    {
      cwd: site,
      env: {
        ...process.env,
        BENCH_USAGE: usage,
        DOCUSAURUS_NO_PERSISTENT_CACHE: 'true',
        NODE_ENV: 'production',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const code = await new Promise((done) => child.once('close', done))
  const wall = performance.now() - start
  if (code !== 0) throw new Error(`docusaurus build failed:\n${output}`)
  return { wall, processor: JSON.parse(readFileSync(usage, 'utf8')).processor }
}

function disposable(site: ReturnType<typeof copySite>) {
  return { site, [Symbol.asyncDispose]: async () => site.remove() }
}
