import { ConciergeError } from '../errors.ts';
import { type ReservationNews, readEvents, readReservation, type VendorEvent } from '../market/vendor-message.ts';
import type { BuyerMessage } from '../market/wire.ts';
import type { CallOptions, Clock, Log, VendorAnswer, VendorRecord } from '../ports.ts';
import type { Instant } from '../time.ts';
import { createCircuit } from './circuit.ts';
import type { PostResult, VendorHttp } from './vendor-http.ts';
import { standardWebhooks } from './webhook.ts';

type Answer = Extract<PostResult, { type: 'answer' }>;
/** What came of one signed message to one vendor. `resting`: its circuit is open, nothing was sent. */
export type CallResult = PostResult | { readonly type: 'resting' };
export type Call = (vendor: VendorRecord, message: BuyerMessage, options: CallOptions) => Promise<CallResult>;

interface Wiring {
  readonly clock: Clock;
  readonly log: Log;
  readonly allowLoopback: boolean;
}

/** Signs, sends, watches the circuit and checks the signature of the answer where it has one (TLS vouches for one that has none). */
export function createCall({ clock, log, allowLoopback }: Wiring, http: VendorHttp): Call {
  const circuit = createCircuit(clock);
  return async (vendor, message, options) => {
    if (!circuit.allows(vendor.id)) return { type: 'resting' };
    const body = JSON.stringify(message);
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'idempotency-key': message.id,
      ...(await standardWebhooks.sign(vendor.secrets, message.id, body)),
    };
    const { timeoutMs, signal } = options;
    const posted = await http.post(vendor.endpoint, body, headers, {
      timeoutMs,
      loopback: allowLoopback && vendor.demo,
      ...(signal ? { signal } : {}),
    });
    const result = await authentic(posted, vendor);
    const fate = fateOf(result, options);
    if (fate !== 'untold') circuit.report(vendor.id, fate === 'well');
    if (fate !== 'well')
      log.event('vendor-call', {
        vendor: vendor.id,
        message: message.type,
        result: result.type,
        status: result.type === 'answer' ? result.status : undefined,
      });
    return result;
  };
}

async function authentic(result: PostResult, vendor: VendorRecord): Promise<PostResult> {
  if (result.type !== 'answer' || result.headers['webhook-signature'] === undefined) return result;
  if (await standardWebhooks.isSigned(vendor.secrets, result.headers, result.body)) return result;
  return { type: 'unreached', cause: new Error('the answer is signed by somebody else') };
}

/** `untold`: a live turn hung up before the vendor's time was over, which says nothing of the vendor. */
function fateOf(result: PostResult, { signal, respondByLive }: CallOptions): 'well' | 'ill' | 'untold' {
  if (result.type === 'answer') return result.status >= 500 || result.status === 429 ? 'ill' : 'well';
  return result.type === 'timeout' && (signal?.aborted || respondByLive !== undefined) ? 'untold' : 'ill';
}

/** The answer, if the vendor was reached. Rejects 'timeout' | 'vendor-failed'. */
function reached(result: CallResult, vendor: VendorRecord): Answer {
  switch (result.type) {
    case 'timeout':
      throw new ConciergeError('timeout', `vendor ${vendor.id} did not answer in time`);
    case 'resting':
      throw new ConciergeError('vendor-failed', `vendor ${vendor.id} is not asked after repeated failures`);
    case 'unreached':
      throw new ConciergeError('vendor-failed', `vendor ${vendor.id} could not be reached or answered garbage`, { cause: result.cause });
    case 'answer':
      if (result.status >= 500 || result.status === 429)
        throw new ConciergeError('vendor-failed', `vendor ${vendor.id} answered ${result.status}`);
      return result;
  }
}

/** Told: whatever a vendor that was reached thinks of the news, telling it again would not help. Rejects 'timeout' | 'vendor-failed'. */
export function delivered(result: CallResult, vendor: VendorRecord): void {
  reached(result, vendor);
}

/** The events of an answer to a publication: [] when it has nothing, or answers `later`. Rejects 'timeout' | 'vendor-failed'. */
export function publishedEvents(result: CallResult, vendor: VendorRecord, later?: () => void): readonly VendorEvent[] {
  const { status, body } = reached(result, vendor);
  if (status < 200 || status > 299) throw new ConciergeError('vendor-failed', `vendor ${vendor.id} answered ${status}`);
  if (status === 202) later?.();
  if (status !== 200 || body.trim() === '') return [];
  const events = readEvents(body);
  if (!events) throw new ConciergeError('vendor-failed', `vendor ${vendor.id} answered something that is no event`);
  return events;
}

export type Verb = 'hold' | 'confirm' | 'release' | 'quote' | 'cancel' | 'status';

/** Which answers make sense to which question. Anything else is unknown. */
const FITTING: Readonly<Record<Verb, readonly ReservationNews['type'][]>> = {
  hold: ['held', 'pending', 'failed'],
  confirm: ['confirmed', 'pending', 'failed'],
  release: ['released', 'failed'],
  quote: ['cancel_quoted', 'failed'],
  cancel: ['cancelled', 'pending', 'failed'],
  status: ['held', 'confirmed', 'pending', 'failed', 'released', 'cancelled'],
};

/** What the vendor's answer to an acceptance, cancellation or status query means. `subject` is the pseudonym it must be about. */
export function reservationAnswer(verb: Verb, result: CallResult, subject: string, checkAfter: Instant): VendorAnswer {
  if (result.type !== 'answer') return { type: 'unknown' };
  if (result.status === 202) return FITTING[verb].includes('pending') ? { type: 'pending', checkAfter } : { type: 'unknown' };
  const about = (result.status === 200 ? (readEvents(result.body) ?? []) : [])
    .filter((event) => event.subject === subject)
    .map(readReservation);
  const news = about.find(({ type }) => FITTING[verb].includes(type));
  if (news && isAnswer(news)) return news;
  if (verb === 'status' && about.some(({ type }) => type === 'none')) return { type: 'unknown', none: true };
  // A vendor that will not answer a question about an acceptance has not refused the acceptance.
  return verb !== 'status' && isRefusal(result) ? { type: 'failed', reason: 'refused' } : { type: 'unknown' };
}

/** `none` (the vendor never heard of it) stays unknown: sending the acceptance again under its key is safe, believing it lost is not. */
function isAnswer(news: ReservationNews): news is ReservationNews & VendorAnswer {
  return news.type !== 'none' && news.type !== 'other';
}

/** A 4xx in the protocol's own error form is the vendor's word; the same status from a proxy in between is not. */
function isRefusal({ status, contentType }: Answer): boolean {
  const final = [400, 403, 404, 410, 422].includes(status);
  return final && contentType.startsWith('application/problem+json');
}
