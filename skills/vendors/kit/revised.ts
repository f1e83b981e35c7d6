import { requestPseudonym } from '../../../shared/market/disclosure.ts';
import type { RequestForOffers } from '../../../shared/market/request.ts';
import type { VendorEvent } from '../../../shared/market/vendor-message.ts';
import { addDays } from '../../../shared/time.ts';
import { readOne } from './offers.ts';
import { type Finding, fail, judged, skip } from './report.ts';
import type { Heard, Stage } from './stage.ts';

/** Asks, then for other days under the same id, as a traveller who corrects: offers must be for the days and the revision that stand. */
export async function checkRevised(stage: Stage, asked: RequestForOffers): Promise<Finding> {
  const first: RequestForOffers = { ...asked, id: 'rfo-10' };
  const before = await events(stage, await stage.send(stage.published(first, 'request:10')), first.id, 0);
  if (!before?.some(isOffer)) return skip('revised', 'nothing was offered');
  const days = { start: addDays(asked.start, 7), end: addDays(asked.end, 7) };
  const second: RequestForOffers = { ...asked, ...days, id: 'rfo-11', revision: 2, revises: { id: first.id, changed: ['window'] } };
  const heard = await stage.send(stage.published(second, 'request:11'));
  const after = await events(stage, heard, first.id, before.length);
  if (after === undefined || after.length === 0)
    return fail(
      'revised',
      `${heard.status ?? 'no answer'} to request.revised and no offers: whoever notes it only sells nothing after a correction`,
    );
  const offers = after.filter(isOffer);
  if (offers.length === 0) return skip('revised', 'declined the other days');
  const wireId = requestPseudonym(stage.trip, stage.vendorId, first.id);
  const reads = offers.map((event) => readOne(event, second, wireId, stage));
  const stale = reads.flatMap((read) => (!read.ok && OF_ANOTHER.has(read.reason) ? read.problems : []));
  return judged('revised', stale);
}

/** An offer for what was asked before. */
const OF_ANOTHER: ReadonlySet<string> = new Set(['revision_stale', 'requirement_contradicted']);

const isOffer = ({ name }: VendorEvent) => name === 'offer.submitted';

/** What was said at once, or after a 202 at the offers address, where so many came before. */
async function events(stage: Stage, heard: Heard, requestId: string, before: number): Promise<readonly VendorEvent[] | undefined> {
  if (heard.status !== 202) return heard.events;
  return stage.posted(requestPseudonym(stage.trip, stage.vendorId, requestId), stage.waitMs, before);
}
