import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createApp } from '../../shared/app.ts';
import { findProposals } from '../../shared/market/proposals.ts';
import { rank } from '../../shared/market/rank.ts';
import type { VendorRecord } from '../../shared/ports.ts';
import { NOW } from '../../test/market/support.ts';
import { briefOf, CATEGORIES, dice, needOf, roadMinutes, rolled } from '../../test/market/trips.ts';

const SECRET = `whsec_${Buffer.from('a secret for the benchmark').toString('base64')}`;
const ASKED = 'du matériel de ski aux Arcs du 20 au 25 mars pour deux adultes';
const TURN_MS = 6_000;
const GIVES_UP_MS = 60_000;
const VENDORS = join(import.meta.dirname, 'vendors.mjs');

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const mB = (): number => Math.round(process.memoryUsage().rss / 1e6);
const cpuMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

function timed(work: () => unknown, runs = 15): number {
  work();
  return median(
    Array.from({ length: runs }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}

async function vendorProcess() {
  const child = spawn(process.execPath, [VENDORS], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(createInterface({ input: child.stdout }), 'line');
  const recordOf = (n: number): VendorRecord => ({
    ...{ id: `v${n}`, name: `Vendor ${n}`, demo: true, country: 'FR', secrets: [SECRET] },
    categories: ['ski_hire'],
    endpoint: `http://127.0.0.1:${port}/${n}`,
  });
  return { records: (count: number) => Array.from({ length: count }, (_, n) => recordOf(n)), stop: () => child.kill() };
}

/** One trip asked of so many vendors: the turn, what it had heard by then, and when the worker had heard the rest. */
async function published(vendors: readonly VendorRecord[], fanout: number, dataDir: string): Promise<string> {
  const app = await createApp({
    env: { DATA_DIR: dataDir, LIVE_FANOUT: String(fanout), BASE_URL: 'http://127.0.0.1:9' },
    background: true,
    sandboxVendors: () => vendors,
    log: { event: () => undefined },
  });
  const converse = (id: string, input: Parameters<typeof app.converse>[0]['input']) =>
    app.converse({
      ...{
        id,
        channel: 'talk',
        traveller: id === 'warm' ? 'talk:warm' : 'talk:bench',
        locale: 'fr-FR',
        timeZone: 'Europe/Paris',
        input,
        newSession: id === 'first',
      },
      deadline: new Date(Date.now() + TURN_MS).toISOString(),
      capabilities: { screen: false, earlySpeech: false },
    });
  // What is loaded once is not what is measured.
  await converse('warm', { type: 'utterance', text: 'aux Arcs' });
  const [before, started] = [process.cpuUsage(), performance.now()];
  const reply = await converse('first', { type: 'utterance', text: ASKED });
  const turnMs = performance.now() - started;
  if (!reply.trip || reply.phase === 'briefing') throw new Error(`nobody was asked: ${reply.speech}`);
  const pk = `TRIP#${reply.trip.id}`;
  const offers = async () => (await app.ports.store.query({ pk, skPrefix: 'OFFER#' })).length;
  const live = await offers();
  let now = live;
  while (now < vendors.length && performance.now() - started < GIVES_UP_MS) {
    await new Promise((wake) => setTimeout(wake, 50));
    now = await offers();
  }
  const [allMs, cpu] = [performance.now() - started, cpuMs(before)];
  const newsStarted = performance.now();
  const news = await converse('news', { type: 'utterance', text: "d'autres ?" });
  const newsMs = performance.now() - newsStarted;
  const rss = mB();
  await app.close();
  const counted = `${live} offers in the turn, ${now} of ${vendors.length} after ${ms(allMs)}`;
  return `${String(vendors.length).padStart(5)} vendors, ${String(fanout).padStart(4)} live: answered in ${ms(turnMs)} of ${TURN_MS}; ${counted}; the next turn, over all, ${ms(newsMs)}${news.speech === '' ? ' (silent)' : ''}; CPU ${ms(cpu)}, ${ms(cpu / vendors.length)} a vendor; ${rss} MB`;
}

function ranked(count: number): string {
  const roll = dice(7);
  const need = needOf('lodging', [{ attr: 'breakfast', op: 'eq', value: true, strength: 'wish' }]);
  const offers = Array.from({ length: count }, (_, n) => rolled('lodging', n, roll));
  const context = { need, brief: briefOf(['lodging']), now: NOW };
  return `rank ${String(count).padStart(5)} offers: ${ms(timed(() => rank(offers, context, 'secret')))}`;
}

function proposed(needs: number, each: number): string {
  const roll = dice(11);
  const categories = CATEGORIES.slice(0, needs);
  const offers = categories.flatMap((category) => Array.from({ length: each }, (_, n) => rolled(category, n, roll)));
  const input = { brief: briefOf(categories), offers, now: NOW, secret: 'secret', roadMinutes };
  const found = findProposals(input).all.length;
  return `proposals over ${needs} needs × ${String(each).padStart(3)} offers: ${ms(timed(() => findProposals(input), 7))} (${found} found)`;
}

/** The market at its largest, on this machine. */
export async function marketBench(): Promise<void> {
  for (const count of [10, 100, 1_000]) console.log(ranked(count));
  for (const [needs, each] of [
    [2, 200],
    [4, 200],
    [8, 20],
    [8, 200],
  ] as const)
    console.log(proposed(needs, each));
  const data = mkdtempSync(join(tmpdir(), 'bench-market-'));
  const vendors = await vendorProcess();
  try {
    console.log(`before any vendor: ${mB()} MB`);
    for (const count of [10, 100, 1_000]) console.log(await published(vendors.records(count), 40, join(data, `grow-${count}`)));
    for (const fanout of [10, 40, 300, 1_000]) console.log(await published(vendors.records(1_000), fanout, join(data, `cap-${fanout}`)));
  } finally {
    vendors.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
