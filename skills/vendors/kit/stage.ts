import { Webhook } from 'standardwebhooks';
import type { PostResult } from '../../../shared/adapters/vendor-http.ts';
import type { Envelope } from '../../../shared/market/messages.ts';
import { type RequestForOffers, wireIdOf } from '../../../shared/market/request.ts';
import { requestPublished } from '../../../shared/market/to-wire.ts';
import { readEvents, type VendorEvent } from '../../../shared/market/vendor-message.ts';
import type { CloudEvent } from '../../../shared/market/wire.ts';
import type { Place } from '../../../shared/places/place.ts';
import type { Instant } from '../../../shared/time.ts';

/** The outside of a check: one vendor's endpoint, clocks, chance, and where its late offers come in. */
export interface Outside {
  readonly post: (body: string, headers: Readonly<Record<string, string>>, timeoutMs: number) => Promise<PostResult>;
  readonly secret: string;
  readonly now: () => Instant;
  /** All places that the concierge knows: a vendor may answer with the station of a town, or its other airport. */
  readonly placeOf: (id: string) => Place | undefined;
  /** The machine's clock: signatures and durations follow it, whatever time is played. */
  readonly machineMs: () => number;
  /** Unguessable text. */
  readonly chance: () => string;
  /** Our side's base, "http://127.0.0.1:4567/vendors/v1". */
  readonly source: string;
  /** What was posted to the offers address of that request after the first `before`, once there is something or the time is over. */
  readonly posted: (wireRequestId: string, waitMs: number, before: number) => Promise<readonly VendorEvent[]>;
  /** How long an offer may be waited for that was announced by 202. */
  readonly waitMs: number;
  /** How long any other answer is waited for; ten seconds, as the concierge's worker does. */
  readonly patienceMs: number;
}

/** One answer of the vendor, timed. */
export interface Heard {
  readonly result: PostResult;
  readonly ms: number;
  readonly status: number | undefined;
  /** Undefined when the body is no event of the protocol. */
  readonly events: readonly VendorEvent[] | undefined;
}

/** What a message may be sent as, to see what is refused. */
export interface Sending {
  readonly timeoutMs?: number;
  readonly secrets?: readonly string[];
  /** Minutes that the signature is old. */
  readonly agedMinutes?: number;
  readonly unsigned?: true;
  /** Sent instead of what was signed. */
  readonly tampered?: string;
}

export interface Stage extends Outside {
  readonly trip: string;
  readonly vendorId: string;
  send(message: CloudEvent | string, sending?: Sending): Promise<Heard>;
  envelope(request: RequestForOffers, key: string): Envelope;
  published(request: RequestForOffers, key: string): CloudEvent;
}

export function stageOf(outside: Outside): Stage {
  const trip = outside.chance();
  const envelope = (request: RequestForOffers, key: string): Envelope => ({
    ...{ source: outside.source, secret: trip, vendorId: 'checked' },
    ...{ requestId: wireIdOf(request), key, now: outside.now() },
  });
  return {
    ...outside,
    trip,
    vendorId: 'checked',
    envelope,
    published: (request, key) => {
      const respondByLive = new Date(Date.parse(outside.now()) + 2_500).toISOString();
      return requestPublished(request, envelope(request, key), { placeOf: outside.placeOf, testMode: true, respondByLive });
    },
    send: async (message, sending = {}) => {
      const id = typeof message === 'string' ? `raw-${outside.chance()}` : message.id;
      const body = typeof message === 'string' ? message : JSON.stringify(message);
      const started = outside.machineMs();
      const headers = {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'idempotency-key': id,
        ...signed(id, body, sending, outside),
      };
      const result = await outside.post(sending.tampered ?? body, headers, sending.timeoutMs ?? outside.patienceMs);
      return { result, ms: Math.round(outside.machineMs() - started), ...readAnswer(result) };
    },
  };
}

function signed(
  id: string,
  body: string,
  { secrets, agedMinutes = 0, unsigned }: Sending,
  { secret, machineMs }: Outside,
): Record<string, string> {
  if (unsigned) return {};
  const at = new Date(machineMs() - agedMinutes * 60_000);
  const signatures = (secrets ?? [secret]).map((each) => new Webhook(each).sign(id, at, body));
  return { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signatures.join(' ') };
}

function readAnswer(result: PostResult): Pick<Heard, 'status' | 'events'> {
  if (result.type !== 'answer') return { status: undefined, events: [] };
  const { status, body } = result;
  return { status, events: status === 200 && body.trim() !== '' ? readEvents(body) : [] };
}
