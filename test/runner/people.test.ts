import { openSqlite } from '../../shared/adapters/sqlite.ts';
import type { Ports } from '../../shared/ports.ts';
import { LINK, personOf, say, tripId } from '../support/conversing.ts';
import { dyingStore, testClock, testPorts, turnOf } from '../support/ports.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

describe('a new trip', () => {
  test('opened by four copies of a turn is one, and older turns are still answered', async () => {
    const ports = testPorts(vendorLedger([]));
    const old = turnOf('greet');
    const before = await say(old, ports);
    const turn = turnOf('new_trip');
    const answers = await Promise.all([1, 2, 3, 4].map(() => say(turn, ports)));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toBe(`new trip=${await tripId(ports)}`);
    expect(await say(old, ports)).toBe(before);
    expect(await say(turnOf('greet'), ports)).toBe('said n=1 acts=greet');
  });

  test('survives the end of the process between the trip and the conversation', async () => {
    const ports = testPorts(vendorLedger([]));
    await say(turnOf('greet'), ports);
    const turn = turnOf('new_trip');
    await expect(say(turn, { ...ports, store: dyingStore(ports.store, 1) })).rejects.toMatchObject({ code: 'store-down' });
    const answer = await say(turn, ports);
    expect(answer).toBe(`new trip=${await tripId(ports)}`);
    expect(await say(turnOf('greet'), ports)).toBe('said n=1 acts=greet');
  });
});

describe('a hand-over code', () => {
  const onAlexa = { channel: 'alexa', traveller: 'alexa:anne' } as const;
  const issued = async (ports: Ports) => (await say(turnOf('move_channel', onAlexa), ports)).replace('code code=', '');

  test('of six digits leads another channel to the same trip', async () => {
    const ports = testPorts(vendorLedger([]));
    await say(turnOf('greet', onAlexa), ports);
    const code = await issued(ports);
    expect(code).toMatch(/^\d{6}$/);
    expect(await say(turnOf(`code ${code}`), ports)).toBe('linked');
    expect(await say(turnOf('thanks'), ports)).toBe('said n=2 acts=thanks');
    expect(await say(turnOf('help', onAlexa), ports)).toBe('said n=3 acts=help');
  });

  test('works once, also when four copies of the turn come at once', async () => {
    const ports = testPorts(vendorLedger([]));
    await say(turnOf('greet', onAlexa), ports);
    const code = await issued(ports);
    const turn = turnOf(`code ${code}`);
    expect(new Set(await Promise.all([1, 2, 3, 4].map(() => say(turn, ports))))).toStrictEqual(new Set(['linked']));
    expect(await say(turnOf(`code ${code}`, { traveller: 'web:mallory' }), ports)).toBe('code-wrong');
  });

  test('ends after ten minutes', async () => {
    const ports = testPorts(vendorLedger([]));
    const code = await issued(ports);
    ports.clock.advance(600_000);
    expect(await say(turnOf(`code ${code}`), ports)).toBe('code-wrong');
  });

  test('is not looked at after five wrong ones, until ten minutes have passed', async () => {
    const ports = testPorts(vendorLedger([]));
    for (let i = 0; i < 5; i++) expect(await say(turnOf('code 000000'), ports)).toBe('code-wrong');
    expect(await say(turnOf(`code ${await issued(ports)}`), ports)).toBe('code-wrong');
    ports.clock.advance(600_000);
    expect(await say(turnOf(`code ${await issued(ports)}`), ports)).toBe('linked');
  });

  test('cannot be guessed by many fresh travellers', async () => {
    const ports = testPorts(vendorLedger([]));
    for (let i = 0; i < 60; i++) await say(turnOf('code 000000', { traveller: `web:${i}` }), ports);
    expect(await say(turnOf(`code ${await issued(ports)}`, { traveller: 'web:60' }), ports)).toBe('code-wrong');
  });

  test('brings along the trips that were begun on the other channel', async () => {
    const ports = testPorts(vendorLedger([]));
    await say(turnOf('greet'), ports);
    await say(turnOf('new_trip'), ports);
    await say(turnOf(`code ${await issued(ports)}`), ports);
    const conversation = await ports.store.get<{ trips: unknown[] }>(`USER#${await personOf(ports)}`, 'CONV');
    expect(conversation?.doc.trips).toHaveLength(1);
  });
});

test('a traveller who is forgotten leaves nothing behind and begins anew', async () => {
  const clock = testClock();
  const store = openSqlite(':memory:', clock);
  const ports = testPorts(vendorLedger(['a', 'b']), {}, store);
  await say(turnOf('greet'), ports);
  await say(turnOf('new_trip'), ports);
  await say(turnOf('request'), ports);
  const keys = [LINK, `USER#${await personOf(ports)}`, `TRIP#${await tripId(ports)}`];
  expect(await say(turnOf('forget_me'), ports)).toBe('forgotten');
  for (const pk of keys) expect(await store.query({ pk })).toStrictEqual([]);
  expect(await say(turnOf('greet'), ports)).toBe('said n=1 acts=greet');
});
