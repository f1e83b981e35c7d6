import { isPlain, isShallow, type Plain } from '../../../shared/market/read.ts';
import type { BuyerMessage } from '../../../shared/market/wire.ts';

const TYPES: Readonly<Record<BuyerMessage['type'], readonly string[]>> = {
  'org.rfo.request.published.v1': ['request_id', 'revision', 'line', 'window', 'places', 'from', 'party', 'currency', 'offers_url'],
  'org.rfo.request.revised.v1': ['request_id', 'revision', 'line', 'window', 'places', 'from', 'party', 'currency', 'offers_url'],
  'org.rfo.request.withdrawn.v1': ['request_id'],
  'org.rfo.bafo.invited.v1': ['offer_id', 'you_are', 'weak_on', 'closes_at'],
  'org.rfo.offer.accepted.v1': ['offer_id', 'mode', 'idempotency_key', 'expected_total', 'buyer'],
  'org.rfo.offer.received.v1': ['receipts'],
  'org.rfo.offer.refused.v1': ['event_id', 'reason', 'problems'],
  'org.rfo.offer.declined.v1': ['offer_id'],
  'org.rfo.question.answered.v1': ['question', 'text', 'revision'],
  'org.rfo.change.answered.v1': ['change_id', 'option_id'],
  'org.rfo.reservation.cancel_requested.v1': ['offer_id', 'idempotency_key', 'quote_only'],
  'org.rfo.reservation.status_requested.v1': ['offer_id', 'idempotency_key'],
};

/** Reads a signed body. The signature vouches for the sender and its library for the inner shapes, so only what is needed at all is looked for. */
export function readMessage(rawBody: Buffer): BuyerMessage | readonly string[] {
  const body = parsed(rawBody);
  if (!isPlain(body) || !isShallow(body)) return ['body: not an event'];
  const { type, data, subject, id } = body;
  if (typeof type !== 'string' || !Object.hasOwn(TYPES, type)) return ['type: not a message to a vendor'];
  if (typeof id !== 'string' || typeof subject !== 'string' || !isPlain(data)) return ['body: not an event of this protocol'];
  const missing = TYPES[type as BuyerMessage['type']].filter((name) => data[name] === undefined);
  return missing.length > 0 ? missing.map((name) => `data.${name}: missing`) : (body as Plain & BuyerMessage);
}

function parsed(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}
