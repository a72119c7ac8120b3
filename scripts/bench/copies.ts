import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ProductFolders } from '../../src/verify/products.ts'

/** Hosts and group names: what readers of a guide choose, and each copy has for itself. */
const chosen = /\b(?:[a-z-]+(?=\.company\b)|(?:dns|dhcp)-admins\b)/g

/**
 * Writes copies of our guides with their partials, `count` guides in all, each with hosts and group names of its own, and
 * each application under as many names as there are copies: a guide's products are told by its path. The products
 * themselves are ours. Returns the docs folder and the products' folders.
 */
export function writeCopies(
  root: string,
  scratch: string,
  count: number,
): { docs: string; folders: ProductFolders } {
  const source = join(root, 'docs/integrations')
  const guides = globSync('[!_]*/*.mdx', { cwd: source }).toSorted()
  const partials = globSync('_partials/**/*.mdx', { cwd: source })
  const docs = join(scratch, 'docs')
  const applications = join(scratch, 'applications')
  for (let index = 0; index < count; index++) {
    const guide = guides[index % guides.length]!
    const copy = Math.floor(index / guides.length)
    const [application = '', provider = ''] = guide.split('/')
    const name = `${application}-${copy}`
    const write = (file: string, from: string) => {
      mkdirSync(dirname(join(docs, file)), { recursive: true })
      writeFileSync(join(docs, file), personal(readFileSync(join(source, from), 'utf8'), copy))
    }
    write(`${name}/${provider}`, guide)
    if (index % guides.length === 0)
      for (const partial of partials) write(`_partials-${copy}/${partial}`, partial)
    mkdirSync(join(applications, name), { recursive: true })
    writeFileSync(join(applications, name, 'index.ts'), anotherName(root, application, name))
  }
  cpSync(join(root, 'package.json'), join(scratch, 'package.json'))
  return {
    docs,
    folders: {
      providers: pathToFileURL(`${root}/src/providers/`),
      applications: pathToFileURL(`${applications}/`),
    },
  }
}

function personal(text: string, copy: number): string {
  return text
    .replaceAll(chosen, `$&-${copy}`)
    .replaceAll("'../_partials/", `'../_partials-${copy}/_partials/`)
}

function anotherName(root: string, application: string, name: string): string {
  const original = pathToFileURL(`${root}/src/applications/${application}/index.ts`).href
  return `import original from ${JSON.stringify(original)}

export default Object.assign(Object.create(original), { id: ${JSON.stringify(name)} })
`
}
