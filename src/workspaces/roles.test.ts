import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Role } from './roles.ts'
import { lastOne, rolesUpTo } from './roles.ts'

const last: [Role, Role[], ReturnType<typeof lastOne>, string][] = [
  ['owner', ['admin', 'member'], 'last_owner', 'an admin cannot take the place of the only owner'],
  ['owner', ['owner'], null, 'another owner stays'],
  ['admin', ['owner'], null, 'an owner stays'],
  ['admin', ['admin', 'member'], null, 'another admin stays'],
  ['admin', ['member'], 'last_admin', 'nobody could change members any more'],
  ['admin', [], 'last_admin', 'nobody is left at all'],
  ['member', [], null, 'a member was never in charge'],
]
for (const [role, others, expected, because] of last)
  test(`the ${role} leaves ${others.join(' and ') || 'nobody'}: ${because}`, () => assert.equal(lastOne(role, others), expected))

test('nobody gives a role above their own', () => {
  assert.deepEqual((['member', 'admin', 'owner'] as const).map(rolesUpTo), [['member'], ['member', 'admin'], ['member', 'admin', 'owner']])
})
