import assert from 'node:assert/strict'
import { test } from 'vitest'
import { unknownIn } from '#src/surfaces/webhooks/kinds.ts'
import { sorts } from './kinds.ts'

test('what can be ticked is what there is', () => assert.deepEqual(unknownIn(sorts.map(({ kind }) => kind)), []))
