import { readRecording } from '../../../embedded/observed/recording.ts'
import { holdToRecording } from '../../../embedded/observed/suite.ts'
import { adapter } from './adapter.ts'
import { unmet } from './unmet.ts'

for (const version of ['26.4.0', '26.7.0']) {
  holdToRecording(readRecording(new URL(`./${version}.json`, import.meta.url)), adapter, unmet)
}
