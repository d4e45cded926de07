/**
 * What each stage writes, read from the write-ahead log itself (the extension pg_walinspect): every record has its transaction, and a
 * transaction is one batch of one stage, told by what it does.
 */

export type Written = { stage: string; walBytes: number; rows: number; indexEntries: number; transactions: number }

export async function writtenBetween(owner: Owner, from: string, to: string): Promise<Written[]> {
  return owner<Written>(
    `with relations as (
       select pg_relation_filenode(c.oid) as node, coalesce(p.relname, c.relname)::text as name from pg_class c
       left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent where c.relkind in ('r', 'i')
     ), records as (
       select w.xid::text as xid, w.resource_manager as rm, w.record_type as type, w.record_length as bytes, r.name
       from pg_get_wal_records_info($1::pg_lsn, $2::pg_lsn) w
       left join relations r on r.node = (regexp_match(w.block_ref, 'rel [0-9]+/[0-9]+/([0-9]+)'))[1]::oid
     ), transactions as (
       select xid, case
           when bool_or(rm like 'Heap%' and type like '%INSERT%' and name = 'messages') then 'accept'
           when bool_or(rm like 'Heap%' and type like '%INSERT%' and name = 'carrier_ids') then 'conclude'
           when bool_or(rm = 'Heap' and type like '%DELETE%' and name = 'flight') then 'settle'
           when bool_or(rm = 'Heap' and type like '%UPDATE%' and name = 'flight') then 'dispatch'
           else 'rest' end as stage,
         sum(bytes) as bytes,
         count(*) filter (where rm = 'Heap' and type ~ 'INSERT|UPDATE|DELETE' or rm = 'Heap2' and type ~ 'MULTI_INSERT') as rows,
         count(*) filter (where rm = 'Btree' and type ~ 'INSERT') as entries
       from records group by xid
     )
     select stage, sum(bytes)::float8 as "walBytes", sum(rows)::float8 as rows, sum(entries)::float8 as "indexEntries", count(*)::int as transactions
     from transactions group by 1 order by 1`,
    [from, to],
  )
}

export type Owner = <R extends object>(sql: string, values?: readonly unknown[]) => Promise<R[]>
