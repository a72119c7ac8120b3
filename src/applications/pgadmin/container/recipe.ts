import type { ImageRecipe } from '../../../containers/build/recipe.ts'
import images from './images.json' with { type: 'json' }

/**
 * From PyPI's `pgadmin4`, which is pgAdmin's own distribution. Its database is made while the image is built, so that a
 * start has none to make; that needs no running server, and so no warming.
 */
const recipe: ImageRecipe = {
  image: images.built,
  versions: Object.values(images.tags).map(({ built }) => built),
  archive: null,
  packages: 'pip',
  warm: null,
}

export default recipe
