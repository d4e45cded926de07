import assert from 'node:assert/strict'
import { test } from 'vitest'
import { compose, replacedInWords } from './compose.ts'
import type { Draft } from './draft.ts'
import type { Part } from './message.ts'

const draft = (...parts: Part[]): Draft => ({
  workspaceId: 1,
  from: 'tel:+14155550100',
  to: ['tel:+14155550101'],
  purpose: 'conversation',
  parts,
})
const smart = (it: Draft): Draft => ({ ...it, smart: true })
const curly = draft({ kind: 'text', text: 'It’s 5 o’clock' })

test('nothing changes unless the sender has chosen it', () => {
  assert.deepEqual(compose(curly), { draft: curly, replaced: [] })
})

test('typography gives way, and every change is named', () => {
  const { draft: composed, replaced } = compose(smart(curly))
  assert.deepEqual(composed.parts, [{ kind: 'text', text: "It's 5 o'clock" }])
  assert.deepEqual(replaced, [
    { part: 0, index: 2, from: '’', to: "'" },
    { part: 0, index: 8, from: '’', to: "'" },
  ])
  assert.equal(curly.parts[0]?.kind === 'text' && curly.parts[0].text, 'It’s 5 o’clock')
})

test('where it would save nothing the words stay as they were', () => {
  const japanese = draft({ kind: 'text', text: 'あ’' })
  assert.equal(compose(smart(japanese)).draft.parts, japanese.parts)
})

test('a code is not touched', () => {
  const code = { ...curly, purpose: 'code' as const }
  assert.equal(compose(smart(code)).draft.parts, code.parts)
})

test('a picture is not touched, and the part that changed is named', () => {
  const picture: Part = { kind: 'media', url: 'https://example.com/a’.png', type: 'image/png' }
  const { draft: composed, replaced } = compose(smart(draft(picture, { kind: 'text', text: '—' })))
  assert.deepEqual(composed.parts, [picture, { kind: 'text', text: '-' }])
  assert.deepEqual(replaced, [{ part: 1, index: 0, from: '—', to: '-' }])
})

test('a person reads each kind of replacement once; what cannot be seen goes by its number', () => {
  const { replaced } = compose(smart(draft({ kind: 'text', text: '‘A’ ‘B’\u00a0\u200b' })))
  assert.equal(replacedInWords(replaced), "‘ became ', ’ became ', U+00A0 became U+0020, U+200B left out")
})
