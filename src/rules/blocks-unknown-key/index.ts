import type { BlockFact } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import type { ConfigFormat, Vocabulary } from '../../plan/vocabulary.ts'
import { oncePer } from '../support/memo.ts'
import { isSlip, nearest } from '../support/near.ts'
import { productOf } from '../support/products.ts'
import { existsIn, lifetime } from '../support/versions.ts'

const rule: Rule = {
  id: 'blocks/unknown-key',
  severity: 'error',
  summary: 'Every key of a configuration block is one that the application knows in this version.',
  help: 'An unknown key is passed over in silence: the setting that it was meant for keeps its default.',
  *check(plan, context) {
    for (const block of factsOf(plan, 'block')) {
      const product = productOf(block.side, context)
      const format = product && formatOf(product.vocabulary, block)
      if (!format) continue
      const names = format.keys.map((k) => k.key)
      for (const entry of block.entries) {
        const known = byKey(format).get(plain(entry.key)) ?? []
        if (known.some((k) => existsIn(k, product.version))) continue
        if (known.length === 0 && !format.closed && !names.some((name) => isSlip(name, plain(entry.key))))
          continue
        const near = nearest(plain(entry.key), names)
        yield {
          message: known[0]
            ? `${product.name} ${product.version} does not know \`${entry.key}\` (${lifetime(known[0])})`
            : `${product.name} does not know the key \`${entry.key}\``,
          help: near
            ? `Write \`${near}\``
            : 'Remove it, or use a key that the documentation of the application lists',
          place: entry.keyPlace,
          expected: near,
          actual: entry.key,
          suggestion: near,
        }
      }
    }
  },
}
export default rule

/** By the end of the file's name; variables of a format without files may stand in any file of the language. */
function formatOf(vocabulary: Vocabulary, block: BlockFact): ConfigFormat | undefined {
  const { destination, language } = block
  return (
    vocabulary.formats.find(
      (f) => destination !== null && f.destinations.some((d) => destination.endsWith(d)),
    ) ?? vocabulary.formats.find((f) => f.destinations.length === 0 && f.language === language)
  )
}

const byKey = oncePer((format: ConfigFormat) => Map.groupBy(format.keys, (k) => plain(k.key)))

/** `a[0].b` and `a[].b` are one key. */
function plain(key: string): string {
  return key.replace(/\[\d*\]/g, '[]')
}
