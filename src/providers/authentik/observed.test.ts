import { readRecording } from '../../embedded/observed/recording.ts'
import { holdToRecording } from '../../embedded/observed/suite.ts'
import { adapter } from './observed/adapter.ts'
import { unmet } from './observed/unmet.ts'

const recording = readRecording(new URL('./observed/2026.5.0-rc1.json', import.meta.url))
holdToRecording(recording, adapter, unmet)
