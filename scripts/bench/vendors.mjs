// Vendors by the thousand on one port, each under /<n>: what the market bench asks. Started by it as a process of its own.
import { createServer } from 'node:http';

const money = (cents) => (cents / 100).toFixed(2);

function offerOf(n, { request_id, revision, window: { start_date: from, end_date: to }, party, places: [place] }) {
  const sets = party.adults + party.child_age_bands.length;
  const total = money(30_000 + ((n * 7_919) % 20_011));
  return {
    offer_id: `o-${n}`,
    request_id,
    revision,
    terms_response: 'accept',
    seller: { legal_name: `Vendor ${n}`, brand: `Vendor ${n}`, country: 'FR' },
    item: {
      category: 'ski_hire',
      shop: `Shop ${n}`,
      place: place.place_id,
      sets,
      level: 'intermediate',
      boots: n % 2 === 0,
      from,
      to,
      has: [],
    },
    meets: [],
    price: {
      total,
      currency: 'EUR',
      breakdown: [{ type: 'base', label: 'skis', amount: total }],
      due_now: '0.00',
      due_later: [],
      due_at_destination: total,
    },
    cancellation: { refundability: 'refundable', schedule: [{ until: `${from}T00:00:00Z`, fee: '0.00' }] },
    inclusions: [],
    hold: { possible: true, max_minutes: 1440, fee: '0.00' },
    valid_until: new Date(Date.now() + 172_800_000).toISOString(),
    data_needed: { for_hold: [], for_confirm: ['lead.family_name'] },
    intermediary_remuneration: { kind: 'none' },
  };
}

createServer(async (request, response) => {
  const { type, subject, data } = JSON.parse(Buffer.concat(await request.toArray()).toString());
  if (!type.startsWith('org.rfo.request.published')) return response.writeHead(204).end();
  const n = Number(request.url.slice(1));
  const about = {
    specversion: '1.0',
    id: `e-${n}-${subject}`,
    type: 'org.rfo.offer.submitted.v1',
    source: `https://v${n}.example`,
    subject,
  };
  return response
    .writeHead(200, { 'content-type': 'application/cloudevents+json' })
    .end(JSON.stringify({ ...about, data: offerOf(n, data) }));
}).listen(0, '127.0.0.1', function started() {
  console.log(this.address().port);
});
