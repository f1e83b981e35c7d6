// A whole vendor of the open request for offers, a ski shop: SECRET=whsec_… PORT=4000 node vendor.mjs
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const secrets = (process.env.SECRET ?? '').split(',').map((secret) => new Webhook(secret)); // two while one is rotated out
const seller = { legal_name: 'Ski Exemple SARL', brand: 'Ski Exemple', country: 'FR', support_phone: '+33 4 99 00 00 99' };
// A real shop keeps these in its database: what was offered, what is held or sold, what was answered under which key.
const [offers, stands, answers] = [new Map(), new Map(), new Map()];
const eur = (amount) => ({ amount, currency: 'EUR' });
const inHours = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
const failed = (reason, more = {}) => ['reservation.failed', { reason, ...more }];

function offerFor({ request_id, revision, line, window: { start_date: from, end_date: to }, party, places: [place] }) {
  if (line.kind !== 'ski_hire' || !place) return ['request.declined', { request_id, reason: 'not_sold_here' }];
  const sets = party.adults + party.child_age_bands.length;
  const total = ((sets * 24 * (Date.parse(to) - Date.parse(from))) / 86_400_000).toFixed(2);
  const offer_id = `ski-${request_id.slice(4)}-${revision}`;
  const offer = {
    offer_id, request_id, revision, terms_response: 'accept', seller, meets: [], inclusions: [],
    item: { category: 'ski_hire', shop: 'Ski Exemple', place: place.place_id, sets, level: 'intermediate', boots: true, from, to, has: [] },
    price: {
      total, currency: 'EUR', breakdown: [{ type: 'base', label: 'skis', amount: total }],
      due_now: '0.00', due_later: [], due_at_destination: total,
    },
    cancellation: { refundability: 'refundable', schedule: [{ until: `${from}T00:00:00Z`, fee: '0.00' }] },
    hold: { possible: true, max_minutes: 1440, fee: '0.00' }, valid_until: inHours(48),
    data_needed: { for_hold: [], for_confirm: ['lead.family_name'] }, intermediary_remuneration: { kind: 'none' },
  };
  if (!offers.has(offer_id)) offers.set(offer_id, offer); // the same request again, the same offer again
  return ['offer.submitted', offers.get(offer_id)];
}

function accept({ offer_id, mode, expected_total, hold_id }) {
  const { price, valid_until } = offers.get(offer_id) ?? {};
  if (!price || Date.parse(valid_until) < Date.now() || (hold_id && !stands.has(hold_id))) return failed('expired');
  if (expected_total.amount !== price.total) return failed('price_changed', { new_total: eur(price.total) });
  const id = `${mode}-${crypto.randomUUID()}`;
  stands.set(id, offer_id).delete(hold_id);
  if (mode === 'hold') return ['reservation.held', { hold_id: id, expires_at: inHours(24) }];
  return ['reservation.confirmed', { reservation_id: id, reference: `SKI ${100 + answers.size}`, total: eur(price.total), paid: eur('0.00') }];
}

function leave({ hold_id, reservation_id, quote_only }) {
  if (quote_only) return ['reservation.cancel_quoted', { fee: eur('0.00'), refund: eur('0.00'), valid_until: inHours(1) }];
  stands.delete(reservation_id ?? hold_id);
  return reservation_id ? ['reservation.cancelled', { fee: eur('0.00'), refund: eur('0.00') }] : ['reservation.released', {}];
}

const once = (key, work) => answers.get(key) ?? answers.set(key, work()).get(key); // asked again, the same answer again
const ANSWERS = new Map(Object.entries({
  'org.rfo.request.published.v1': offerFor,
  'org.rfo.request.revised.v1': offerFor, // the traveller corrects: what stands now is offered for anew
  'org.rfo.offer.accepted.v1': (data) => once(data.idempotency_key, () => accept(data)),
  'org.rfo.reservation.cancel_requested.v1': leave,
  'org.rfo.reservation.status_requested.v1': ({ idempotency_key: key }) => answers.get(key) ?? ['reservation.none', {}],
}));

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const opens = (secret) => { try { return !secret.verify(body, request.headers, { jsonParse: false }); } catch { return false; } };
  if (!secrets.some(opens)) return response.writeHead(401).end();
  if (!body.startsWith('{')) return response.writeHead(400).end();
  const { type, subject, data } = JSON.parse(body);
  const [name, answer] = ANSWERS.get(type)?.(data) ?? []; // whatever else comes (withdrawn, declined, of a later version) is noted
  if (!name) return response.writeHead(204).end();
  const about = { specversion: '1.0', id: crypto.randomUUID(), type: `org.rfo.${name}.v1`, source: 'https://ski-exemple.example', subject };
  response.writeHead(200, { 'content-type': 'application/cloudevents+json' }).end(JSON.stringify({ ...about, data: answer }));
}).listen(Number(process.env.PORT ?? 4000), '127.0.0.1', function started() { console.log(`listening on ${this.address().port}`); });
