import { requestPseudonym } from '../../../shared/market/disclosure.ts';
import { bestInvited } from '../../../shared/market/messages.ts';
import type { Offer } from '../../../shared/market/offer.ts';
import type { RequestForOffers } from '../../../shared/market/request.ts';
import type { VendorEvent } from '../../../shared/market/vendor-message.ts';
import { addMinutes } from '../../../shared/time.ts';
import { readOne } from './offers.ts';
import { type Finding, fail, judged, skip } from './report.ts';
import type { Heard, Stage } from './stage.ts';

/** An answer after this misses the turn that asks for better prices; it may say 202 and post by the end of the round. */
const LIVE_MS = 2_500;

/** Asks for a better offer than its own: it may answer with one that is better and worse in nothing, or with none. Who knows nothing of the last round is let be. */
export async function checkBest(stage: Stage, asked: RequestForOffers): Promise<Finding> {
  const first: RequestForOffers = { ...asked, id: 'rfo-20' };
  const wireId = requestPseudonym(stage.trip, stage.vendorId, first.id);
  const before = await eventsOf(stage, await stage.send(stage.published(first, 'request:20')), wireId, 0);
  const known = before.flatMap((event) => offerIn(event, first, [], wireId, stage));
  const [offer] = known;
  if (!offer) return skip('best-round', 'nothing was offered');
  const now = stage.now();
  const closesAt = addMinutes(now, 5);
  const request: RequestForOffers = { ...first, round: { openedAt: now, closesAt, offers: [offer.id] } };
  const invitation = bestInvited(stage.envelope(first, 'best:20'), offer, { youAre: 'not_leading', weakOn: ['price'] }, { closesAt });
  const heard = await stage.send(invitation);
  const unsure = noAnswer(heard);
  if (unsure) return unsure;
  const after = (await eventsOf(stage, heard, wireId, before.length)).filter(isOffer);
  if (after.length === 0) return skip('best-round', `stays at its offer, or knows nothing of the last round (${heard.status})`);
  const late =
    heard.status === 200 && heard.ms > LIVE_MS
      ? [`answered after ${heard.ms} ms, and a live turn waits ${LIVE_MS}: say 202, and post it`]
      : [];
  return judged('best-round', [...late, ...problemsOf(after, request, known, wireId, stage), ...(await twice(stage, invitation, heard))]);
}

function noAnswer({ result, status = 0 }: Heard): Finding | undefined {
  if (result.type === 'timeout') return fail('best-round', 'no answer in time');
  if (result.type === 'unreached' || status >= 500) return fail('best-round', `answered ${status || 'nothing'}`);
  return status >= 400 ? skip('best-round', `knows nothing of the last round (${status})`) : undefined;
}

/** Each takes the place of one that was asked for, improves it, and is the only one to. */
function problemsOf(
  events: readonly VendorEvent[],
  request: RequestForOffers,
  known: readonly Offer[],
  wireId: string,
  stage: Stage,
): readonly string[] {
  const sofar = [...known];
  return events.flatMap((event) => {
    const read = readOne(event, request, wireId, stage, sofar);
    if (!read.ok) return read.problems.map((problem) => `${read.reason}: ${problem}`);
    if (read.offer.counters === undefined) return ['counters: it does not say which offer it betters'];
    sofar.push(read.offer);
    return [];
  });
}

/** Asked again with the same invitation it has nothing else to say. */
async function twice(stage: Stage, invitation: Parameters<Stage['send']>[0], { status, events = [] }: Heard): Promise<readonly string[]> {
  if (status !== 200) return [];
  const again = await stage.send(invitation);
  const data = (list: readonly VendorEvent[]) => JSON.stringify(list.filter(isOffer).map((event) => event.data));
  return again.status === 200 && data(again.events ?? []) !== data(events)
    ? ['asked again with the same invitation, it offers something else']
    : [];
}

const isOffer = ({ name }: VendorEvent) => name === 'offer.submitted';

function offerIn(event: VendorEvent, request: RequestForOffers, known: readonly Offer[], wireId: string, stage: Stage): readonly Offer[] {
  const read = isOffer(event) ? readOne(event, request, wireId, stage, known) : undefined;
  return read?.ok ? [read.offer] : [];
}

/** What was said at once, or after a 202 at the offers address, where so many came before. */
async function eventsOf(stage: Stage, heard: Heard, wireId: string, before: number): Promise<readonly VendorEvent[]> {
  return heard.status === 202 ? stage.posted(wireId, stage.waitMs, before) : (heard.events ?? []);
}
