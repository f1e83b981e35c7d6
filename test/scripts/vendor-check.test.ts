import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { optionsOf, runCheck } from '../../scripts/vendor-check.ts';
import { placeById } from '../../shared/places/places.ts';
import type { VendorRecord } from '../../shared/ports.ts';
import { checkBest } from '../../skills/vendors/kit/best.ts';
import { type Finding, reportLines, verdictOf } from '../../skills/vendors/kit/report.ts';
import { kitRequest } from '../../skills/vendors/kit/requests.ts';
import { checkRevised } from '../../skills/vendors/kit/revised.ts';
import { stageOf } from '../../skills/vendors/kit/stage.ts';
import { conciergeWith, sandboxServer, standing } from '../support/market-world.ts';

const EXAMPLE = fileURLToPath(new URL('../../skills/vendors/example/vendor.mjs', import.meta.url));
const SECRETS = ['the example vendor’s one', 'and the one that it had before'].map(
  (text) => `whsec_${Buffer.from(text).toString('base64')}`,
) as [string, string];
/** How long the slow one among the demonstration vendors takes. */
const SLOW_MS = 3_000;
/** Where those sell that sell nothing where the check asks by itself. */
const ELSEWHERE: Readonly<Record<string, object>> = {
  'villes-et-lits': { place: 'city:FR:annecy' },
  'channel-air': { from: 'LHR', place: 'NCE' },
  'tunnel-express': { from: 'city:GB:london', place: 'city:FR:paris' },
  'casa-clef': { place: 'city:ES:barcelona' },
  'pendulum-cabs': { from: 'LHR', place: 'city:GB:london' },
  'corner-tables': { place: 'city:GB:london' },
};
/** The demonstration vendors that better an offer when asked. */
const YIELDING = new Set(['balcon-blanc']);
const failures = (findings: readonly Finding[]) => findings.filter(({ result }) => result === 'fail');
const failed = (findings: readonly Finding[]) => failures(findings).map(({ check }) => check);

/** The example as a process of its own, as anybody starts it. */
async function example() {
  const child = spawn(process.execPath, [EXAMPLE], { env: { SECRET: SECRETS.join(','), PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { endpoint: `http://127.0.0.1:${String(line).split(' ').at(-1)}/`, stop: () => child.kill() };
}

describe('the example vendor', () => {
  let vendor: Awaited<ReturnType<typeof example>>;
  beforeAll(async () => {
    vendor = await example();
  }, 20_000);
  afterAll(() => void vendor.stop());

  test('is sixty lines', () => {
    const code = readFileSync(EXAMPLE, 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(\/\/.*)?$/.test(line));
    expect(code.length).toBeLessThanOrEqual(60);
  });

  test.each(SECRETS)(
    'passes every check under either of its secrets',
    async (secret) => {
      const findings = await runCheck({ endpoint: vendor.endpoint, secret, category: 'ski_hire', waitMs: 0 });
      expect(findings.filter(({ result }) => result !== 'pass')).toMatchObject([{ check: 'best-round', result: 'skip' }]);
    },
    20_000,
  );

  test('declines what it does not sell, which is no fault', async () => {
    const findings = await runCheck({ endpoint: vendor.endpoint, secret: SECRETS[0], category: 'car', waitMs: 0 });
    expect([failed(findings), verdictOf(findings)]).toEqual([[], 'unseen']);
    expect(reportLines(findings).at(-1)).toContain('nothing can be said of it');
    expect(findings.find(({ check }) => check === 'offers')).toMatchObject({ result: 'skip' });
  }, 20_000);

  test.each([
    ['only notes a revision', () => ({ status: 204, body: '' }), '204 to request.revised'],
    ['offers for what was asked before', (first: { status: number; body: string }) => first, 'revision: 1 where 2 stands'],
  ] as const)('a vendor that %s is caught', async (_, revised, detail) => {
    let first = { status: 0, body: '' };
    const http = { type: 'answer', contentType: 'application/json', headers: {} } as const;
    const stage = stageOf({
      post: async (body, headers) => {
        if (body.includes('request.revised')) return { ...http, ...revised(first) };
        const response = await fetch(vendor.endpoint, { method: 'POST', body, headers });
        first = { status: response.status, body: await response.text() };
        return { ...http, ...first };
      },
      ...{ secret: SECRETS[0], now: () => new Date().toISOString(), machineMs: () => Date.now(), chance: () => crypto.randomUUID() },
      ...{ source: 'http://127.0.0.1:1/vendors/v1', posted: async () => [], waitMs: 0, patienceMs: 4_000, placeOf: placeById },
    });
    const finding = await checkRevised(stage, kitRequest('ski_hire', new Date().toISOString(), 'rfo-1'));
    expect(finding).toMatchObject({ check: 'revised', result: 'fail', detail: expect.stringContaining(detail) });
  });

  /** The example, in front of which somebody answers the call for a better offer. */
  const bettering = (answer: (offer: object) => { readonly status: number; readonly data?: readonly object[]; readonly ms?: number }) => {
    const http = { type: 'answer', contentType: 'application/json', headers: {} } as const;
    let offer: { readonly data: { readonly offer_id: string } } | undefined;
    let sleptMs = 0;
    return stageOf({
      post: async (body, headers) => {
        if (body.includes('bafo.invited') && offer) {
          const { status, data = [], ms = 0 } = answer(offer.data);
          sleptMs += ms;
          return {
            ...http,
            status,
            body: status === 200 ? JSON.stringify(data.map((each, i) => ({ ...offer, id: `b-${i}`, data: each }))) : '',
          };
        }
        const response = await fetch(vendor.endpoint, { method: 'POST', body, headers });
        const text = await response.text();
        offer = JSON.parse(text);
        return { ...http, status: response.status, body: text };
      },
      ...{
        secret: SECRETS[0],
        now: () => new Date().toISOString(),
        machineMs: () => Date.now() + sleptMs,
        chance: () => crypto.randomUUID(),
      },
      ...{ source: 'http://127.0.0.1:1/vendors/v1', posted: async () => [], waitMs: 0, patienceMs: 4_000, placeOf: placeById },
    });
  };
  const at = (offer: object, minor: number, over: object = {}) => {
    const { price, offer_id } = offer as { price: { total: string }; offer_id: string };
    const total = (Number(price.total) + minor / 100).toFixed(2);
    const lines = { total, breakdown: [{ type: 'base', label: 'skis', amount: total }], due_at_destination: total };
    return { ...offer, offer_id: `${offer_id}-b`, counters: offer_id, price: { ...price, ...lines }, ...over };
  };
  let calls = 0;

  test.each([
    ['is cheaper', (offer: object) => ({ status: 200, data: [at(offer, -500)] }), 'pass', undefined],
    ['is dearer', (offer: object) => ({ status: 200, data: [at(offer, 500)] }), 'fail', /not_improved/],
    ['betters nothing', (offer: object) => ({ status: 200, data: [at(offer, 0)] }), 'fail', /not_improved/],
    [
      'asks for more',
      (offer: object) => ({
        status: 200,
        data: [at(offer, -500, { data_needed: { for_hold: ['lead.family_name'], for_confirm: ['contact.email'] } })],
      }),
      'fail',
      /not_improved/,
    ],
    [
      'says not which it betters',
      (offer: object) => ({ status: 200, data: [at(offer, -500, { counters: undefined })] }),
      'fail',
      /does not say which/,
    ],
    ['betters another', (offer: object) => ({ status: 200, data: [at(offer, -500, { counters: 'ski-none' })] }), 'fail', /not_invited/],
    [
      'comes twice',
      (offer: object) => ({ status: 200, data: [at(offer, -500), at(offer, -600, { offer_id: 'ski-c' })] }),
      'fail',
      /duplicate/,
    ],
    ['is late', (offer: object) => ({ status: 200, data: [at(offer, -500)], ms: 3_000 }), 'fail', /a live turn waits 2500/],
    ['is another each time', (offer: object) => ({ status: 200, data: [at(offer, -500 - ++calls)] }), 'fail', /something else/],
    ['is none', () => ({ status: 204 }), 'skip', /stays at its offer/],
    ['is unknown to it', () => ({ status: 404 }), 'skip', /knows nothing/],
    ['breaks it', () => ({ status: 500 }), 'fail', /answered 500/],
  ] as const)('a best offer that %s', async (_, answer, result, detail) => {
    const finding = await checkBest(bettering(answer), kitRequest('ski_hire', new Date().toISOString(), 'rfo-1'));
    expect(finding).toMatchObject({ check: 'best-round', result, ...(detail && { detail: expect.stringMatching(detail) }) });
  });

  test('is found and booked by a spoken trip', async () => {
    const about = { id: 'ski-exemple', name: 'Ski Exemple', demo: true, country: 'FR' };
    const record: VendorRecord = { ...about, categories: ['ski_hire'], endpoint: vendor.endpoint, secrets: SECRETS };
    const clock = { now: () => new Date().toISOString() };
    const { say, news, close } = await conciergeWith([record], clock);
    const speech = [];
    for (const text of ['du matériel de ski aux Arcs du 20 au 25 mars pour deux adultes', 'le premier', 'Camille Martin'])
      speech.push((await say(text)).speech);
    expect(speech.at(-1)).toContain('Avec Ski Exemple');
    const bought = await say('je confirme et je paie');
    const told = bought.phase === 'settled' ? bought : await news();
    expect(told.trip?.bookings).toMatchObject([
      { vendor: 'Ski Exemple', status: 'confirmed', reference: expect.stringMatching(/^SKI \d+$/) },
    ]);
    await close();
  }, 30_000);

  test('is no vendor to whoever has another secret', async () => {
    const findings = await runCheck({
      endpoint: vendor.endpoint,
      secret: `whsec_${btoa('somebody else’s secret, long'.replace('’', ''))}`,
      category: 'ski_hire',
      waitMs: 0,
    });
    expect(failed(findings)).toContain('offers');
  }, 20_000);
});

describe('the demonstration vendors', () => {
  let sandbox: Awaited<ReturnType<typeof sandboxServer>>;
  let sleptMs = 0;
  beforeAll(async () => {
    const forever = new Promise<void>(() => undefined);
    // What is slow takes its time on the check's watch alone; what hangs never answers; what comes later comes soon.
    const sleep = (ms: number) => {
      if (ms >= 60_000) return forever;
      if (ms === SLOW_MS) sleptMs += ms;
      return new Promise<void>((wake) => setTimeout(wake, 20));
    };
    sandbox = await sandboxServer({ sleep });
  });
  afterAll(() => sandbox.close());

  const check = (id: string, more: object = {}) => {
    const { endpoint, secrets, categories } = sandbox.record(id);
    return runCheck(
      { endpoint, secret: secrets[0] ?? '', category: categories[0] ?? 'lodging', waitMs: 2_000, patienceMs: 4_000, ...more },
      standing,
      () => Date.now() + sleptMs,
    );
  };

  test.each([
    'balcon-blanc',
    'hotel-les-melezes',
    'cimes-chalets',
    'alpes-location',
    'arc-ski',
    'comptoir-du-lac',
    'maisons-altitude',
    'villes-et-lits',
    'air-estuaire',
    'voie-libre',
    'rapide-bleu',
    'pass-sommets',
    'navette-des-vallees',
    'channel-air',
    'tunnel-express',
    'casa-clef',
    'pendulum-cabs',
    'corner-tables',
  ])(
    '%s keeps to the protocol',
    async (id) => {
      const findings = await check(id, ELSEWHERE[id]);
      expect(failures(findings)).toEqual([]);
      expect(findings.find(({ check: name }) => name === 'confirm')).toMatchObject({ result: 'pass' });
      expect([id, findings.find(({ check: name }) => name === 'best-round')?.result]).toEqual([id, YIELDING.has(id) ? 'pass' : 'skip']);
    },
    30_000,
  );

  test.each([
    ['demo-menteur', ['money'], /does not add up to the total/],
    ['demo-change-prix', ['confirm-price'], /price_changed at 615\.00, held and valid until .*, now 633\.00/],
    ['demo-muet', ['confirm-answer'], /no answer in time; asked after, it says that it is confirmed/],
    ['demo-bavard', ['once', 'hold', 'confirm'], /is said 3 times/],
    ['demo-curieux', ['personal-data'], /payment\.card_number; data_needed\.for_confirm: lead\.passport_number/],
    ['demo-refuse-termes', ['terms'], /terms_response: not accept/],
    ['demo-lent', ['time'], /answered after 3\d\d\d ms, and a live turn waits 2500/],
  ] as const)(
    '%s is caught, and its fault named',
    async (id, checks, detail) => {
      const findings = await check(id, { place: 'city:FR:annecy', ...(id === 'demo-muet' && { patienceMs: 1_000 }) });
      expect(failed(findings)).toEqual(checks);
      expect(failures(findings)[0]?.detail).toMatch(detail);
      expect([verdictOf(findings), reportLines(findings).at(-1)]).toEqual(['breaks', expect.stringContaining('breaks the protocol')]);
    },
    40_000,
  );

  test('one that says 202 and nothing more is told from one that is late', async () => {
    const mute = sandbox.vendors().find(({ id }) => id === 'cabine-douze');
    if (!mute) throw new Error('no mute vendor');
    const findings = await check(mute.id, { waitMs: 200 });
    expect(failed(findings)).toEqual(['offers']);
    expect(failures(findings)[0]?.detail).toMatch(/a vendor that never answers, or a person who does so later/);
  }, 20_000);

  test('a person has nothing to check', () => {
    const { endpoint } = sandbox.record('demo-humain');
    expect(() => optionsOf([endpoint, '--secret', SECRETS[0]])).toThrow('A vendor without an API has nothing to check');
  });
});

test.each([
  ['nothing', []],
  ['no secret', ['https://rfo.example/']],
  ['an unknown category', ['https://rfo.example/', '--secret', SECRETS[0], '--category', 'boat']],
  ['an unknown option', ['https://rfo.example/', '--colour', 'red']],
  ['a call for help', ['--help']],
])('%s gets the usage', (_, args) => {
  expect(() => optionsOf(args)).toThrow('usage');
});

test('a place that nobody knows is told, not asked for', async () => {
  const options = optionsOf(['http://127.0.0.1:1/', '--secret', SECRETS[0], '--place', 'city:FR:nowhere']);
  await expect(runCheck(options)).rejects.toThrow('There is no place city:FR:nowhere');
});
