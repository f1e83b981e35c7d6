import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { ConciergeError } from '../errors.ts';
import type { Clock, Item, NewItem, Store } from '../ports.ts';

/** The embedded store, and how to let go of its file. */
export interface SqliteStore extends Store {
  close(): void;
}

/**
 * Every commit is on disk before it is answered (WAL + FULL: 0.2 ms), so neither kill -9 nor a power cut loses it.
 * The exclusive lock is the operating system's: it ends with the process, however that ends, and never goes stale.
 */
const SCHEMA = `
  PRAGMA busy_timeout = 1000;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS item (
    pk TEXT NOT NULL, sk TEXT NOT NULL, v INTEGER NOT NULL, d TEXT NOT NULL, due_at TEXT, foreign_key TEXT, expires_at TEXT,
    PRIMARY KEY (pk, sk)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS work ON item (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_foreign ON item (foreign_key, pk, sk) WHERE foreign_key IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_expiry ON item (expires_at) WHERE expires_at IS NOT NULL;
`;

const COLUMNS = 'SELECT pk, sk, v, d, due_at, foreign_key, expires_at FROM item';
const ALIVE = '(expires_at IS NULL OR expires_at > :now)';
const SQL = {
  get: `${COLUMNS} WHERE pk = :pk AND sk = :sk AND ${ALIVE}`,
  insert: `INSERT INTO item VALUES (:pk, :sk, 1, :d, :due, :foreign, :expires)
    ON CONFLICT (pk, sk) DO UPDATE SET v = 1, d = excluded.d, due_at = excluded.due_at, foreign_key = excluded.foreign_key,
      expires_at = excluded.expires_at WHERE item.expires_at <= :now`,
  update: `UPDATE item SET v = v + 1, d = :d, due_at = :due, foreign_key = :foreign, expires_at = :expires
    WHERE pk = :pk AND sk = :sk AND v = :v AND ${ALIVE}`,
  partition: `${COLUMNS} WHERE pk = :pk AND sk >= :from AND sk < :to AND ${ALIVE} ORDER BY sk LIMIT :limit`,
  foreign: `${COLUMNS} WHERE foreign_key = :foreign AND ${ALIVE} ORDER BY pk, sk LIMIT :limit`,
  due: `${COLUMNS} WHERE due_at <= :until AND ${ALIVE} ORDER BY due_at, pk, sk LIMIT :limit`,
  eraseOne: 'DELETE FROM item WHERE pk = :pk AND sk = :sk',
  erase: 'DELETE FROM item WHERE pk = :pk',
  sweep: 'DELETE FROM item WHERE expires_at <= :now',
} as const;
type Statements = Readonly<Record<keyof typeof SQL, StatementSync>>;

/** The last code point: above every sort key with a prefix. */
const LAST = '\u{10FFFF}';

type Row = Readonly<Record<'pk' | 'sk' | 'd', string>> &
  Readonly<Record<'due_at' | 'foreign_key' | 'expires_at', string | null>> & { readonly v: number };

function itemOf<D>(row: Row): Item<D> {
  return {
    pk: row.pk,
    sk: row.sk,
    v: row.v,
    doc: JSON.parse(row.d) as D,
    ...(row.due_at !== null && { dueAt: row.due_at }),
    ...(row.foreign_key !== null && { foreign: row.foreign_key }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
  };
}

function values(item: NewItem) {
  return {
    pk: item.pk,
    sk: item.sk,
    d: JSON.stringify(item.doc),
    due: item.dueAt ?? null,
    foreign: item.foreign ?? null,
    expires: item.expiresAt ?? null,
  };
}

function open(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    db = new DatabaseSync(file);
    db.exec(SCHEMA);
    return db;
  } catch (cause) {
    db?.close();
    if (!/locked|busy/.test(String(cause))) throw new ConciergeError('store-down', `cannot open ${file}`, { cause });
    throw new ConciergeError('config', `${file} belongs to a running concierge: stop it, or set DATA_DIR to another folder`, { cause });
  }
}

function guarded<T>(work: () => T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (cause) {
    return Promise.reject(new ConciergeError('store-down', 'the embedded store failed', { cause }));
  }
}

/** Expired items are filtered on read; every so many writes they leave the file too. */
const WRITES_A_SWEEP = 1_000;

function storeOn(statements: Statements, clock: Clock): Store {
  const rows = <D>(name: 'get' | 'partition' | 'foreign' | 'due', params: Record<string, string | number>): Item<D>[] =>
    (statements[name].all(params) as unknown as Row[]).map((row) => itemOf<D>(row));
  let writes = 0;
  return {
    get: <D>(pk: string, sk: string) => guarded(() => rows<D>('get', { pk, sk, now: clock.now() })[0]),
    put: (item, expected) =>
      guarded(() => {
        const now = clock.now();
        if (++writes % WRITES_A_SWEEP === 0) statements.sweep.run({ now });
        const written =
          expected === 0 ? statements.insert.run({ ...values(item), now }) : statements.update.run({ ...values(item), v: expected, now });
        return written.changes === 1 ? expected + 1 : undefined;
      }),
    query: <D>(by: { pk: string; skPrefix?: string } | { foreign: string }, limit = -1) =>
      guarded(() => {
        const now = clock.now();
        if ('foreign' in by) return rows<D>('foreign', { foreign: by.foreign, limit, now });
        const from = by.skPrefix ?? '';
        return rows<D>('partition', { pk: by.pk, from, to: from + LAST, limit, now });
      }),
    due: (until, limit) => guarded(() => rows('due', { until, limit, now: clock.now() })),
    erase: (pk, sk) =>
      guarded(() => {
        if (sk === undefined) statements.erase.run({ pk });
        else statements.eraseOne.run({ pk, sk });
      }),
  };
}

/** Opens (or creates) the file. Throws ConciergeError 'config' when another process owns it, 'store-down' when it cannot be opened. */
export function openSqlite(file: string, clock: Clock): SqliteStore {
  const db = open(file);
  const statements = Object.fromEntries(Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)])) as unknown as Statements;
  statements.sweep.run({ now: clock.now() });
  return { ...storeOn(statements, clock), close: () => db.close() };
}
