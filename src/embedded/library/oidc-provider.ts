import './quiet.ts'
import Provider, { interactionPolicy } from 'oidc-provider'
import { loud } from './quiet.ts'

loud()

export { interactionPolicy, Provider }
