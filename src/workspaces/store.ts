import type { Db, Tx } from '#src/platform/db.ts'
import { type Ids, newId } from '#src/platform/ids.ts'
import type { Role } from './roles.ts'

/** Workspaces, their teams, and who belongs to them. */

export type Workspace = { id: number; name: string; timeZone: string; demo: boolean; madeAt: Date }
export type Member = { id: string; name: string; email: string; role: Role }

/** Lists end here; beyond it the rest is not shown. */
const MOST_WORKSPACES = 10_000
const MOST_MEMBERS = 1_000
const MOST_DEMO_MEMBERS = 10

const workspaceColumns = `workspace_id as id, name, time_zone as "timeZone", demo, made_at as "madeAt"`

type Wanted = { name: string; timeZone: string; demo: boolean; teamName?: string }

/** With one team, which takes what is written to its lines. */
export async function createWorkspace(db: Db, wanted: Wanted, ids: Ids = newId): Promise<{ workspaceId: number; teamId: string }> {
  const { name, timeZone, demo, teamName = 'Front desk' } = wanted
  const teamId = ids()
  const made = await db.spine((tx) =>
    tx.query<{ workspace_id: number }>(
      `with made as (insert into workspaces (name, time_zone, demo) values ($1, $2, $3) returning workspace_id)
       insert into teams (workspace_id, id, name) select workspace_id, $4::uuid, $5 from made returning workspace_id`,
      [name, timeZone, demo, teamId, teamName],
    ),
  )
  return { workspaceId: made[0]!.workspace_id, teamId }
}

export async function workspaces(db: Db): Promise<Workspace[]> {
  return db.spineRead<Workspace>(`select ${workspaceColumns} from workspaces order by workspace_id limit ${MOST_WORKSPACES}`)
}

export async function workspaceOf(tx: Tx, workspaceId: number): Promise<Workspace | null> {
  const rows = await tx.query<Workspace>(`select ${workspaceColumns} from workspaces where workspace_id = $1`, [workspaceId])
  return rows[0] ?? null
}

type Joining = { workspaceId: number; role: Role; name: string; email: string } & ({ personId: string } | { password: string | null })

/** Somebody known joins as `personId`; a person is made of anybody else, with a password as passwords/phc.ts writes it, or none. */
export async function addMember(tx: Tx, joining: Joining, ids: Ids = newId): Promise<{ personId: string; memberId: string }> {
  const { workspaceId, role, name } = joining
  const email = plainEmail(joining.email)
  const personId = 'personId' in joining ? joining.personId : ids()
  if ('password' in joining) {
    await tx.query('insert into persons (id, email, name, password) values ($1, $2, $3, $4)', [personId, email, name, joining.password])
  }
  const memberId = ids()
  await tx.query('insert into members (workspace_id, id, person_id, role, name, email) values ($1, $2, $3, $4, $5, $6)', [
    workspaceId,
    memberId,
    personId,
    role,
    name,
    email,
  ])
  return { personId, memberId }
}

/** By name. */
export async function members(tx: Tx, workspaceId: number): Promise<Member[]> {
  return tx.query<Member>(`select id, name, email, role from members where workspace_id = $1 order by name, id limit ${MOST_MEMBERS}`, [
    workspaceId,
  ])
}

/** Who can be entered as with one click, in the order they were made. */
export async function demoMembers(db: Db): Promise<{ workspaceId: number; id: string; personId: string; name: string }[]> {
  return db.spineRead(
    `select m.workspace_id as "workspaceId", m.id, m.person_id as "personId", m.name
     from members m join workspaces w using (workspace_id) where w.demo order by m.workspace_id, m.id limit ${MOST_DEMO_MEMBERS}`,
  )
}

export type Person = { id: string; name: string; email: string; password: string | null }

export async function personOfEmail(db: Db, email: string): Promise<Person | null> {
  const rows = await db.spineRead<Person>('select id, name, email, password from persons where email = $1', [plainEmail(email)])
  return rows[0] ?? null
}

/** Where somebody who signs in arrives: the workspace they joined last. */
export async function homeOf(
  db: Db,
  personId: string,
  { demo }: { demo: boolean },
): Promise<{ workspaceId: number; memberId: string } | null> {
  const rows = await db.spineRead<{ workspaceId: number; memberId: string }>(
    `select m.workspace_id as "workspaceId", m.id as "memberId" from members m join workspaces w using (workspace_id)
     where m.person_id = $1 and (not w.demo or $2) order by m.made_at desc, m.id desc limit 1`,
    [personId, demo],
  )
  return rows[0] ?? null
}

/** Only if it is still what it was: somebody may have changed it meanwhile. */
export async function replacePassword(db: Db, personId: string, { from, to }: { from: string; to: string }): Promise<void> {
  await db.spine((tx) => tx.query('update persons set password = $3 where id = $1 and password = $2', [personId, from, to]))
}

/** Their password, passkeys and sessions go, wherever they are used; a one-time link gives them new ones. */
export async function forgetKeys(db: Db, personId: string): Promise<void> {
  await db.spine(async (tx) => {
    await tx.query('update persons set password = null where id = $1', [personId])
    await tx.query('delete from passkeys where person_id = $1', [personId])
    await tx.query('delete from challenges where person_id = $1', [personId])
    await tx.query('delete from sessions where person_id = $1', [personId])
  })
}

export async function membershipsOf(db: Db, personId: string): Promise<{ workspaceId: number; role: Role }[]> {
  return db.spineRead('select workspace_id as "workspaceId", role from members where person_id = $1 order by workspace_id', [personId])
}

/** The same mailbox, written in capitals by a phone's keyboard, is the same person. */
const plainEmail = (email: string): string => email.trim().toLowerCase()
