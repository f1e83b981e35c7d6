import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { VendorMessage } from '../../../shared/market/wire.ts';
import type { WireOffer } from '../../../shared/market/wire-offer.ts';
import type { Instant } from '../../../shared/time.ts';

/** An offer as the vendor promised it: what acceptances are held against. Amounts in minor units. */
export interface Promised {
  readonly id: string;
  /** As it was sent. */
  readonly wire: WireOffer;
  readonly totalMinor: number;
  readonly dueNowMinor: number;
  readonly currency: string;
  readonly schedule: readonly { readonly until: Instant; readonly feeMinor: number }[];
  readonly holdMinutes: number;
  readonly validUntil: Instant;
  readonly forConfirm: readonly string[];
  readonly stock: number;
}

/** One thing that was taken: held, confirmed, or no longer. */
export interface Stand {
  readonly id: string;
  readonly offerId: string;
  readonly state: 'held' | 'confirmed' | 'released' | 'cancelled';
  readonly holdId?: string;
  readonly holdUntil?: Instant;
  readonly reference?: string;
  readonly totalMinor: number;
  readonly paidMinor: number;
  readonly currency: string;
  readonly feeMinor?: number;
  readonly refundMinor?: number;
}

/** What was answered under a key, and what it is about. */
export interface Answered {
  readonly name: string;
  readonly data: VendorMessage['data'];
  readonly standId?: string;
}

/** The vendors' own books, in one SQLite file: each message is one transaction, so a killed process leaves all of it or nothing. */
export interface Ledger {
  /** Made once and kept: the vendors' secrets derive from it. */
  secretRoot(fresh: () => string): string;
  promise(vendor: string, offers: readonly Promised[]): void;
  promised(vendor: string, offerId: string): Promised | undefined;
  reprice(vendor: string, offer: Promised): void;
  /** How many of the offer are held or sold at that moment. */
  taken(vendor: string, offerId: string, now: Instant): number;
  stand(vendor: string, id: string): Stand | undefined;
  standOfHold(vendor: string, holdId: string): Stand | undefined;
  save(vendor: string, stand: Stand): void;
  answered(vendor: string, key: string): Answered | undefined;
  remember(vendor: string, key: string, answer: Answered): void;
  transaction<T>(work: () => T): T;
  /** Everything that stands or stood, by vendor. */
  all(): Readonly<Record<string, readonly Stand[]>>;
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS root(secret TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS promises(vendor TEXT, id TEXT, d TEXT NOT NULL, PRIMARY KEY(vendor, id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS stands(vendor TEXT, id TEXT, offer TEXT NOT NULL, hold TEXT, state TEXT NOT NULL, until TEXT, d TEXT NOT NULL, PRIMARY KEY(vendor, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS stands_by_offer ON stands(vendor, offer);
  CREATE INDEX IF NOT EXISTS stands_by_hold ON stands(vendor, hold);
  CREATE TABLE IF NOT EXISTS answers(vendor TEXT, key TEXT, d TEXT NOT NULL, PRIMARY KEY(vendor, key)) WITHOUT ROWID;
`;

export function openLedger(dataDir: string): Ledger {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, 'sandbox.sqlite'));
  // NORMAL in WAL mode survives a killed process; only a power cut may lose the last commits of a demonstration.
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 3000; ${SCHEMA}`);
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const one = <T>(sql: string, ...keys: readonly string[]): T | undefined => {
    const row = statement(sql).get(...keys);
    return typeof row?.['d'] === 'string' ? (JSON.parse(row['d']) as T) : undefined;
  };
  const put = (sql: string, ...values: readonly (string | null)[]) => void statement(sql).run(...values);
  const transaction = transactionsOf(db);
  return {
    secretRoot: (fresh) => transaction(() => rootOf(db, fresh)),
    promise: (vendor, offers) =>
      transaction(() => {
        for (const offer of offers) put('INSERT OR IGNORE INTO promises VALUES (?, ?, ?)', vendor, offer.id, JSON.stringify(offer));
      }),
    promised: (vendor, offerId) => one<Promised>('SELECT d FROM promises WHERE vendor = ? AND id = ?', vendor, offerId),
    reprice: (vendor, offer) => put('INSERT OR REPLACE INTO promises VALUES (?, ?, ?)', vendor, offer.id, JSON.stringify(offer)),
    taken: (vendor, offerId, now) => {
      const sql = `SELECT count(*) AS n FROM stands WHERE vendor = ? AND offer = ? AND (state = 'confirmed' OR (state = 'held' AND until > ?))`;
      return Number(statement(sql).get(vendor, offerId, now)?.['n'] ?? 0);
    },
    stand: (vendor, id) => one<Stand>('SELECT d FROM stands WHERE vendor = ? AND id = ?', vendor, id),
    standOfHold: (vendor, holdId) => one<Stand>('SELECT d FROM stands WHERE vendor = ? AND hold = ?', vendor, holdId),
    save: (vendor, stand) => {
      const { id, offerId, holdId, state, holdUntil } = stand;
      const row = [vendor, id, offerId, holdId ?? null, state, holdUntil ?? null, JSON.stringify(stand)];
      put('INSERT OR REPLACE INTO stands VALUES (?, ?, ?, ?, ?, ?, ?)', ...row);
    },
    answered: (vendor, key) => one<Answered>('SELECT d FROM answers WHERE vendor = ? AND key = ?', vendor, key),
    remember: (vendor, key, answer) => put('INSERT OR IGNORE INTO answers VALUES (?, ?, ?)', vendor, key, JSON.stringify(answer)),
    transaction,
    all: () => standsByVendor(db),
    close: () => db.close(),
  };
}

function transactionsOf(db: DatabaseSync): <T>(work: () => T) => T {
  let open = false;
  return (work) => {
    if (open) return work();
    db.exec('BEGIN IMMEDIATE');
    open = true;
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (cause) {
      db.exec('ROLLBACK');
      throw cause;
    } finally {
      open = false;
    }
  };
}

function rootOf(db: DatabaseSync, fresh: () => string): string {
  const known = db.prepare('SELECT secret FROM root').get()?.['secret'];
  if (typeof known === 'string') return known;
  const secret = fresh();
  db.prepare('INSERT INTO root VALUES (?)').run(secret);
  return secret;
}

function standsByVendor(db: DatabaseSync): Readonly<Record<string, readonly Stand[]>> {
  const byVendor: Record<string, Stand[]> = {};
  for (const { vendor, d } of db.prepare('SELECT vendor, d FROM stands ORDER BY vendor, id').all()) {
    const stands = byVendor[String(vendor)] ?? [];
    byVendor[String(vendor)] = [...stands, JSON.parse(String(d)) as Stand];
  }
  return byVendor;
}
