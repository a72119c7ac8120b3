import type { ImageRecipe } from '../../../containers/build/recipe.ts'
import images from './images.json' with { type: 'json' }
import { administrator, firstPages, quickly } from './server.ts'

/** From Maven Central's `org.keycloak:keycloak-quarkus-dist`, which is Keycloak's own distribution. */
const recipe: ImageRecipe = {
  image: images.built,
  versions: Object.values(images.tags),
  archive: (version) => `org.keycloak:keycloak-quarkus-dist:${version}:tar.gz`,
  warm: {
    command: ['start', '--optimized', '--http-enabled=true', '--hostname-strict=false'],
    environment: {
      KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
      ...quickly,
    },
    ready: { port: 9000, path: '/health/ready' },
    visits: {
      port: 8080,
      paths: [...firstPages, '/resources/master/admin/en', '/admin/master/console/'],
    },
    // kc.sh of 26.4.0 waits for Java and hands no signal on (that of 26.7.0 does): no class archive would be written.
    end: [
      'sh',
      '-c',
      'for p in /proc/[0-9]*; do if [ "$(cat $p/comm)" = java ]; then kill -TERM "$(basename $p)"; fi; done',
    ],
    patience: 240,
  },
}

export default recipe
