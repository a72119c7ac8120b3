import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { isBefore, lowestIn, minorOf } from '../support/versions.ts'

const rule: Rule = {
  id: 'versions/not-known',
  severity: 'error',
  summary: 'A guide is written for versions of which facts are recorded.',
  help: 'The version that a guide says it is written for is the one that it is held to. Outside of the versions that are recorded nothing can be said about its labels and addresses: state a version that is, or record the facts of this one.',
  *check(plan, { provider, application }) {
    for (const fact of factsOf(plan, 'version')) {
      const product = fact.subject === 'provider' ? provider : application
      const version = lowestIn(fact.range)
      const [oldest, newest] = [product?.versions[0], product?.versions.at(-1)]
      // A minimum may be older: it says what is needed, not what the guide was held to.
      if (!product || !oldest || !newest || fact.claim === 'minimum') continue
      if (!isBefore(version, minorOf(oldest)) && !isBefore(minorOf(newest), minorOf(version))) continue
      yield {
        message: `Nothing is recorded about ${product.name} ${version}: known are ${oldest} to ${newest}`,
        help: `State a version that is known, ${product.version} for instance`,
        place: fact.place,
        expected: product.versions.join(', '),
        actual: version,
      }
    }
  },
}
export default rule
