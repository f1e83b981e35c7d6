import { readbackOf } from '../dialogue/readback.ts';
import type { Answer, Say } from '../dialogue/say.ts';
import type { Ports } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import type { Core, Here } from './core.ts';
import { key } from './keys.ts';
import { loadTrip } from './records.ts';
import { contextAt } from './session.ts';
import type { TraceDoc } from './turn-record.ts';

/** One turn of the written trace. */
export interface TraceLine {
  readonly at: Instant;
  /** Where it was said. */
  readonly timeZone: string;
  readonly heard?: string;
  readonly said: string;
  readonly author: Answer['author'];
}

type Write = (says: readonly Say[], author: Answer['author'], at?: Pick<Here, 'now' | 'timeZone'>) => string;

async function writer(trip: Trip, here: Here, ports: Ports, core: Core): Promise<Write> {
  const loaded = await loadTrip(trip.id, ports);
  if (!loaded) return () => '';
  const view = { ...loaded.state, ...here, baseUrl: ports.settings.baseUrl };
  return (says, author, at) => core.render({ turnId: '', progress: [], says, expectsReply: false, author }, { ...view, ...at }).speech;
}

/** What was heard and said on a trip, oldest first, in the words of one locale. */
export async function traceOf(trip: Trip, here: Here, ports: Ports, core: Core): Promise<readonly TraceLine[]> {
  const items = await ports.store.query<TraceDoc>({ pk: key.trip(trip.id), skPrefix: 'TRACE#' });
  const write = await writer(trip, here, ports, core);
  return items.map(({ doc }) => ({
    at: doc.at,
    timeZone: doc.timeZone,
    ...(doc.heard !== undefined && { heard: doc.heard }),
    said: write(doc.said, doc.author, { now: doc.at, timeZone: doc.timeZone }),
    author: doc.author,
  }));
}

/** The read-back that now stands, one string a breath; empty while there is none. */
export async function readbackText(trip: Trip, here: Here, ports: Ports, core: Core): Promise<readonly string[]> {
  if (!trip.readback) return [];
  const { bookings, breaths } = readbackOf(trip, contextAt(here, trip.id, ports, core));
  if (bookings.length === 0) return [];
  const write = await writer(trip, here, ports, core);
  return breaths.map((breath) => write(breath, 'machine'));
}
