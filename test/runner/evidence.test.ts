import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { converse } from '../../shared/concierge.ts';
import { core } from '../../shared/core.ts';
import { fileText } from '../../shared/market/evidence-file.ts';
import { verify } from '../../shared/market/evidence-verify.ts';
import { evidenceOf } from '../../shared/runner/evidence.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { dyingStore, testClock, testPorts, turnOf } from '../support/ports.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

const WORDS = ['un hôtel à Annecy du 12 au 14 février pour deux, 900 euros maximum', 'plutôt du 13 au 15 février'];

/** The talk, whose process dies before its n-th write and whose turns are delivered once more; what is on record after it. */
async function recorded(writes: number) {
  const store = openSqlite(':memory:', testClock());
  const vendors = vendorLedger(['a', 'b', 'c']);
  const dying = dyingStore(store, writes);
  let fell = 0;
  for (const words of WORDS) {
    // What a dead process leased is waited for until the turn's end: a short turn waits less.
    const turn = turnOf(words, { deadline: '2026-11-21T10:00:02.000Z' });
    await converse(turn, testPorts(vendors, {}, dying), core).catch(() => {
      fell += 1;
    });
    await converse(turn, testPorts(vendors, {}, store), core);
  }
  const due = await store.due('2027-01-01T00:00:00.000Z', 1000);
  const trip = await store.get<Trip>(due.find(({ pk }) => pk.startsWith('TRIP#'))?.pk ?? '', 'META');
  if (!trip) throw new Error('no trip');
  const file = await evidenceOf(trip.doc, { store });
  store.close();
  return { fell, text: fileText(file), steps: file.requests.map(({ log }) => log.map(({ data }) => data.type)) };
}

test('a process that dies between any two writes leaves a record that is whole', async () => {
  const undisturbed = await recorded(Number.POSITIVE_INFINITY);
  expect(undisturbed.steps).toEqual([
    ['published', 'opened', 'withdrawn'],
    ['published', 'opened'],
  ]);
  let fell = 0;
  for (const writes of [1, 6, 8, 12]) {
    const after = await recorded(writes);
    fell += after.fell;
    expect([writes, verify(after.text).problems]).toEqual([writes, []]);
    // What vendors were leased to the dead process is not told in the turn; all that was told is there.
    expect(after.steps.every(([first]) => first === 'published')).toBe(true);
    expect(after.steps[0]?.at(-1)).toBe('withdrawn');
  }
  expect(fell).toBeGreaterThan(3);
}, 60_000);
