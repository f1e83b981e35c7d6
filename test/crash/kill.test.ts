import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/scratch.ts';
import { type ServerProcess, serverProcess } from '../support/server-process.ts';

/**
 * The real server is killed at random points while travellers book over /chat, some turns sent again and some answers of vendors lost, and started again.
 * At the end the vendors' books are compared with what the travellers were told: nothing lost, nothing booked twice.
 */
const KILLS = 50;
const TRAVELLERS = 1;
const SEED = 20_261_121;
/** A server that answers nothing ends the test instead of keeping it. */
const GIVE_UP_MS = 480_000;

/** A small seeded generator (mulberry32): the kill points can be had again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface BookingView {
  readonly status: string;
  readonly reference?: string;
}
interface Answer {
  readonly speech: string;
  readonly phase: string;
  readonly trip?: { readonly bookings: readonly BookingView[]; readonly page: string };
}
type Body = { readonly text: string } | { readonly news: true };

const folder = scratch('concierge-kill');
const CODE = { NODE_COMPILE_CACHE: join(folder, 'code') };
const random = randomFrom(SEED);
const began = Date.now();
const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

/** The server that runs now. It keeps its port and its clock goes on over restarts. */
const running: { server?: ServerProcess; port: string; answers: number; isOver: boolean } = { port: '0', answers: 0, isOver: false };
const isLate = () => Date.now() - began > GIVE_UP_MS;

async function start(): Promise<void> {
  const now = new Date(Date.parse('2026-11-21T10:00:00Z') + Date.now() - began).toISOString();
  running.server = await serverProcess({ ...CODE, DATA_DIR: folder, PORT: running.port, HOST: '127.0.0.1', CONCIERGE_NOW: now });
  running.port = new URL(running.server.url).port;
  await loseAnAnswer();
}

/** A server that ends in peace leaves its compiled code behind: those that are killed never do, and would compile everything fifty times. */
async function compileOnce(): Promise<void> {
  const server = await serverProcess({ ...CODE, DATA_DIR: join(folder, 'first'), PORT: '0', HOST: '127.0.0.1' });
  await server.stop();
}

/** In each life one vendor confirms and its answer never comes. */
async function loseAnAnswer(): Promise<void> {
  const faults = [{ vendorId: '*', step: 'confirm', kind: 'timeout_after_commit' }];
  const ask = () => fetch(`http://127.0.0.1:${running.port}/sandbox/_faults`, { method: 'POST', body: JSON.stringify(faults) });
  let { status } = await ask();
  // Everybody knocks at once when a server is back, and it may be busy.
  while (status === 503 && !isLate()) ({ status } = await ask());
  expect(status).toBe(204);
}

afterAll(async () => {
  await running.server?.kill().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

/** Lets each server answer something, kills it at some moment of what it does next, and starts another, until that was done often enough. */
async function nemesis(): Promise<void> {
  for (let kills = 0; kills < KILLS; kills++) {
    const before = running.answers;
    for (let waited = 0; running.answers === before && waited < 10_000; waited += 5) await pause(5);
    await pause(random() * 100);
    await running.server?.kill();
    await start();
  }
  running.isOver = true;
}

/** The answer, or why there is none: "refused" when nobody listened, "cut" when the server went away at work. */
async function post(traveller: string, turnId: string, body: Body): Promise<Answer | string> {
  try {
    const response = await fetch(`http://127.0.0.1:${running.port}/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ traveller, locale: 'fr-FR', timeZone: 'Europe/Paris', turnId, ...body }),
      signal: AbortSignal.timeout(15_000),
    });
    return response.ok ? ((await response.json()) as Answer) : `${response.status} ${await response.text()}`;
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { readonly code?: string };
    return code === 'ECONNREFUSED' ? 'refused' : 'cut';
  }
}

/** Sends a turn until it is answered, under the same id: the server may be gone before, while or after it works. */
async function send(traveller: string, turnId: string, body: Body, told: Told): Promise<Answer> {
  let got: Answer | string = '';
  while (!isLate()) {
    got = await post(traveller, turnId, body);
    if (typeof got !== 'string') {
      running.answers++;
      return got;
    }
    if (got === 'cut') told.cut.push('text' in body ? body.text : 'news');
    await pause(25);
  }
  throw new Error(`${turnId} ${JSON.stringify(body)} was not answered: ${JSON.stringify(got)}`);
}

/** What the travellers heard, all of them together. */
interface Told {
  /** References of what was ever said to be confirmed. */
  readonly confirmed: Set<string>;
  /** Pages of the trips that were spoken of. */
  readonly pages: Set<string>;
  /** Answers that came out differently when their turn was sent again. */
  readonly changed: string[];
  /** Turns that a kill cut off, by what was said. */
  readonly cut: string[];
}

/** One traveller: trip after trip, until the killing is over and the last one is booked. */
async function travel(traveller: string, told: Told): Promise<void> {
  const said: { readonly turnId: string; readonly body: Body; readonly speech: string }[] = [];
  const turn = async (body: Body): Promise<Answer> => {
    const turnId = `${traveller}-${said.length + 1}`;
    const answer = await send(traveller, turnId, body, told);
    said.push({ turnId, body, speech: answer.speech });
    note(answer, told);
    const before = random() < 0.3 ? said.at(-1 - Math.floor(random() * 4)) : undefined;
    if (before) {
      const again = await send(traveller, before.turnId, before.body, told);
      if (again.speech !== before.speech) told.changed.push(`${before.turnId}: ${before.speech} / ${again.speech}`);
    }
    return answer;
  };
  while (!running.isOver) {
    await trip(turn);
    await turn({ text: 'Nouveau voyage' });
  }
}

function note({ trip }: Answer, told: Told): void {
  if (!trip) return;
  told.pages.add(trip.page);
  for (const { status, reference } of trip.bookings) if (status === 'confirmed' && reference) told.confirmed.add(reference);
}

/** The words of one trip, by where it stands. Ends when it is booked, or goes nowhere. */
async function trip(turn: (body: Body) => Promise<Answer>): Promise<void> {
  const briefing = [
    "J'aimerais aller skier aux Arcs du 20 au 25 mars, avec un 4x4 à l'aéroport de Lyon, pour deux adultes",
    'Depuis Paris',
    'Il nous faut un hôtel',
  ];
  let answer = await turn({ text: briefing.shift() ?? '' });
  for (let step = 0; step < 24 && answer.phase !== 'settled'; step++) answer = await turn(await next(answer, briefing));
}

async function next(answer: Answer, briefing: string[]): Promise<Body> {
  switch (answer.phase) {
    case 'briefing':
      return { text: briefing.shift() ?? "Non, c'est tout" };
    case 'choosing':
      return { text: 'Le premier' };
    case 'confirming':
      return { text: / nom \?$/.test(answer.speech) ? 'Camille Martin' : 'Je confirme et je paie' };
    default:
      await pause(100);
      return { news: true };
  }
}

interface TripRecord {
  readonly bookings: readonly { readonly needId: string; readonly status: string; readonly reference?: string; readonly holdId?: string }[];
}
interface Stand {
  readonly state: string;
  readonly reference?: string;
  readonly holdId?: string;
}

async function records(told: Told): Promise<readonly TripRecord[]> {
  const read = async (page: string) => (await (await fetch(page.replace('?', '.json?'))).json()) as TripRecord;
  return Promise.all([...told.pages].map(read));
}

const ON_ITS_WAY = ['holding', 'confirming', 'unknown', 'releasing', 'cancelling'];

/** Every booking has ended, or `withinMs` are over. */
async function atRest(told: Told, withinMs: number): Promise<readonly TripRecord[]> {
  const until = Date.now() + withinMs;
  for (;;) {
    const all = await records(told);
    if (Date.now() > until || !all.some(({ bookings }) => bookings.some(({ status }) => ON_ITS_WAY.includes(status)))) return all;
    await pause(100);
  }
}

async function ledger(): Promise<readonly Stand[]> {
  const answer = await fetch(`http://127.0.0.1:${running.port}/sandbox/_ledger`);
  return Object.values((await answer.json()) as Record<string, readonly Stand[]>).flat();
}

const holdsOf = (all: readonly { readonly status?: string; readonly state?: string; readonly holdId?: string }[]) =>
  sorted(all.filter(({ status, state }) => status === 'held' || state === 'held').map(({ holdId }) => holdId));

/** The vendors' books once they hold what we hold, or after `withinMs`: a hold that came late is given back after its booking ended. */
async function settledLedger(bookings: TripRecord['bookings'], withinMs: number): Promise<readonly Stand[]> {
  const until = Date.now() + withinMs;
  const ours = holdsOf(bookings).join();
  for (;;) {
    const stands = await ledger();
    if (Date.now() > until || holdsOf(stands).join() === ours) return stands;
    await pause(100);
  }
}

const sorted = (values: Iterable<string | undefined>) => [...values].map(String).sort();

test(`${KILLS} kills: nothing lost, nothing booked twice, no answer changed`, async () => {
  await compileOnce();
  await start();
  const told: Told = { confirmed: new Set(), pages: new Set(), changed: [], cut: [] };
  const travellers = Array.from({ length: TRAVELLERS }, (_, i) => travel(`anne-${i}`, told));
  await Promise.all([...travellers, nemesis()]);
  // Generous: a busy machine retries later, and what counts is that nobody has to help.
  const trips = await atRest(told, 40_000);
  const bookings = trips.flatMap((record) => record.bookings);
  const stands = await settledLedger(bookings, 20_000);
  const booked = (state: string) => stands.filter((stand) => stand.state === state);

  expect(told.changed).toStrictEqual([]);
  expect(bookings.filter(({ status }) => ON_ITS_WAY.includes(status))).toStrictEqual([]);
  const confirmed = bookings.filter(({ status }) => status === 'confirmed');
  expect(sorted(booked('confirmed').map(({ reference }) => reference))).toStrictEqual(sorted(confirmed.map(({ reference }) => reference)));
  const ours = new Set(confirmed.map(({ reference }) => reference));
  expect([...told.confirmed].filter((reference) => !ours.has(reference))).toStrictEqual([]);
  for (const record of trips) {
    const needs = record.bookings.filter(({ status }) => status === 'confirmed').map(({ needId }) => needId);
    expect(new Set(needs).size).toBe(needs.length);
  }
  expect(holdsOf(stands)).toStrictEqual(holdsOf(bookings));
  // It was worth looking: trips were booked, and turns of every kind were cut.
  expect(told.confirmed.size).toBeGreaterThan(10);
  expect(told.cut.length).toBeGreaterThan(KILLS / 2);
  expect(told.cut).toContain('Je confirme et je paie');
}, 600_000);
