import Link from '@docusaurus/Link'
import Heading from '@theme/Heading'
import Layout from '@theme/Layout'
import { Chain } from '../components/hero/Chain.tsx'
import styles from '../components/hero/styles.module.css'
import { Matrix } from '../components/matrix/index.tsx'
import { useSiteData } from '../components/site-data.ts'
import { newest, standing } from '../components/verdict/words.ts'

export default function Home() {
  const { guides } = useSiteData()
  const verified = guides.filter((guide) => standing(newest(guide)).tone === 'verified')
  const real = verified.filter((guide) => newest(guide)?.tier === 'container')
  const both = real.filter((guide) => newest(guide)?.applicationMode === 'real')
  return (
    <Layout description="SSO integration guides that are run before you read them">
      <header className={styles.hero}>
        <Heading as="h1">Guides that are run before you read them</Heading>
        <p className={styles.lead}>
          Touchstone connects applications to your identity provider with OpenID Connect. Every guide here is
          carried out, as written, by a machine that signs users in and compares what happened with what the
          guide promises.
        </p>
        <p className={styles.tally}>
          <strong>{verified.length}</strong> of {guides.length} guides verified: {real.length} with the real
          identity provider, in {both.length} of them with the real application, too; the others with a
          stand-in that is held to recorded answers of the provider
        </p>
        <Link className="button button--primary button--lg" to="/integrations">
          Find your guide
        </Link>
      </header>
      <main className="container margin-vert--xl">
        <section aria-labelledby="how">
          <Heading as="h2" id="how">
            How a guide earns its verdict
          </Heading>
          <Chain />
        </section>
        <section aria-labelledby="guides" className="margin-top--xl">
          <Heading as="h2" id="guides">
            Guides
          </Heading>
          <Matrix />
        </section>
      </main>
    </Layout>
  )
}
