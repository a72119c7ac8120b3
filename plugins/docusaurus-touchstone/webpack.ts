import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Our package is `"type": "module"`, while Docusaurus generates and runs CommonJS. Two places need to be told:
 * its generated files when they are bundled, and the chunks of the server bundle when Node loads them.
 */
export function webpackConfig(isServer: boolean) {
  return {
    module: { rules: [{ test: /[\\/]\.docusaurus[\\/].*\.js$/, type: 'javascript/auto' as const }] },
    plugins: isServer ? [{ apply: markAsCommonJs }] : [],
  }
}

/** The little of a webpack compiler that is used here; Rspack's has the same shape. */
interface Compiler {
  outputPath: string
  hooks: { afterEmit: { tap(name: string, run: () => void): void } }
}

function markAsCommonJs(compiler: Compiler) {
  compiler.hooks.afterEmit.tap('touchstone', () => {
    writeFileSync(join(compiler.outputPath, 'package.json'), '{ "type": "commonjs" }\n')
  })
}
