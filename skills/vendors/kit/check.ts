import type { RequestForOffers } from '../../../shared/market/request.ts';
import { checkAcceptances } from './acceptances.ts';
import { checkBest } from './best.ts';
import { checkOffers } from './offers.ts';
import { CHECKS, type Check, type Finding, judged } from './report.ts';
import { type Elsewhere, kitRequest } from './requests.ts';
import { checkRevised } from './revised.ts';
import { type Heard, type Outside, type Stage, stageOf } from './stage.ts';

export interface Asking {
  readonly category: RequestForOffers['category'];
  /** Other places than the kit's, by our ids. */
  readonly elsewhere?: Elsewhere;
}

/** Plays the concierge's side against one vendor, from the first request to the last cancellation, and says what it saw. It buys: only against a test system. */
export async function checkVendor(outside: Outside, { category, elsewhere }: Asking): Promise<readonly Finding[]> {
  const stage = stageOf(outside);
  const request = kitRequest(category, outside.now(), 'rfo-1', elsewhere);
  const { findings, offers } = await checkOffers(stage, request);
  const bought = await checkAcceptances(stage, request, offers);
  const guarded = [
    await signatures(stage, request),
    await rotation(stage, request),
    await strangers(stage, request),
    await checkRevised(stage, request),
    await checkBest(stage, request),
  ];
  const order = Object.keys(CHECKS) as Check[];
  return [...guarded, ...findings, ...bought].toSorted((a, b) => order.indexOf(a.check) - order.indexOf(b.check));
}

const isRefused = ({ status }: Heard) => status !== undefined && status >= 400 && status < 500;
const WRONG = `whsec_${btoa('a secret that nobody was given')}`;

async function signatures(stage: Stage, request: RequestForOffers): Promise<Finding> {
  const message = stage.published({ ...request, id: 'rfo-2' }, 'request:2');
  const tampered = JSON.stringify({ ...message, subject: 'req_tampered' });
  const tries = [
    ['unsigned', await stage.send(message, { unsigned: true })],
    ['under another secret', await stage.send(message, { secrets: [WRONG] })],
    ['signed ten minutes ago', await stage.send(message, { agedMinutes: 10 })],
    ['signed ten minutes ahead', await stage.send(message, { agedMinutes: -10 })],
    ['changed on the way', await stage.send(message, { tampered })],
  ] as const;
  const taken = tries.filter(([, heard]) => !isRefused(heard));
  return judged(
    'signature',
    taken.map(([how, { status }]) => `${how}: ${status ?? 'no answer'}, where 401 is right`),
  );
}

async function rotation(stage: Stage, request: RequestForOffers): Promise<Finding> {
  const heard = await stage.send(stage.published({ ...request, id: 'rfo-3' }, 'request:3'), { secrets: [WRONG, stage.secret] });
  const isTaken = heard.status !== undefined && heard.status < 300;
  return judged('rotation', isTaken ? [] : [`answered ${heard.status ?? 'nothing'}`]);
}

/** Later versions say more: what is not known is noted, and what is no message refused; neither breaks anything. */
async function strangers(stage: Stage, request: RequestForOffers): Promise<Finding> {
  const known = stage.published({ ...request, id: 'rfo-4' }, 'request:4');
  const later = { ...known, id: `${known.id}-x`, type: 'org.rfo.weather.told.v1', data: { sun: true } } as const;
  const tries = [
    ['a message of a later version', await stage.send(later)],
    ['a type named constructor', await stage.send({ ...later, id: `${known.id}-y`, type: 'org.rfo.constructor.v1' })],
    ['no JSON', await stage.send('no JSON')],
    ['an empty body', await stage.send('')],
  ] as const;
  return judged(
    'unknown',
    tries.flatMap(([what, { status }]) => (status !== undefined && status < 500 ? [] : [`${what}: ${status ?? 'no answer'}`])),
  );
}
