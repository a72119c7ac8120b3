import type { ImageRecipe } from '../../../containers/build/recipe.ts'
import images from './images.json' with { type: 'json' }

/** From PyPI's `matrix-synapse[oidc]`, which is Synapse's own distribution. Ready within seconds, so nothing is warmed. */
const recipe: ImageRecipe = {
  image: images.built,
  versions: Object.values(images.tags).map(({ built }) => built),
  archive: null,
  packages: 'pip',
  warm: null,
}

export default recipe
