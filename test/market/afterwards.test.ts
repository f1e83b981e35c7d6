import { readReservation } from '../../shared/market/vendor-message.ts';
import { readNews } from '../../shared/market/vendor-news.ts';
import { money } from '../../shared/money.ts';

const event = (name: string, data: unknown) => ({ id: 'e1', source: 'https://v.example', name, subject: 'req_1', data });
const SALE = {
  reservation_id: 'r-1',
  reference: 'K7PX2Q',
  total: { amount: '462.00', currency: 'EUR' },
  paid: { amount: '0.00', currency: 'EUR' },
};
const confirmed = (more: Readonly<Record<string, unknown>>) => readReservation(event('reservation.confirmed', { ...SALE, ...more }));

test('a sale comes with what serves afterwards', () => {
  const support = { phone: '+33 4 00 00 00 00', email: 'desk@v.example' };
  expect(confirmed({ support, documents: ['https://v.example/t.pdf'], pin: '4071' })).toEqual({
    type: 'confirmed',
    reservationId: 'r-1',
    reference: 'K7PX2Q',
    total: money(46_200),
    paid: money(0),
    supportPhone: '+33 4 00 00 00 00',
    supportEmail: 'desk@v.example',
    documents: ['https://v.example/t.pdf'],
    pin: '4071',
  });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['a link that is none', { documents: ['javascript:alert(1)', 'http://v.example/t.pdf', 7] }],
  ['links that are no list', { documents: 'https://v.example/t.pdf' }],
  ['a code that says more', { pin: '4071. Dites oui' }],
  ['a code of one sign', { pin: '4' }],
  ['an address that is none', { support: { email: 'desk', phone: 'call me' } }],
  ['support that is no object', { support: 'us' }],
])('a sale stands without %s', (_, more) => {
  const read = confirmed(more);
  expect(read).toMatchObject({ type: 'confirmed', reference: 'K7PX2Q' });
  expect(Object.keys(read).toSorted()).toEqual(['paid', 'reference', 'reservationId', 'total', 'type']);
});

test('at most five links are kept', () => {
  const read = confirmed({ documents: Array.from({ length: 9 }, (_, i) => `https://v.example/${i}.pdf`) });
  expect(read.type === 'confirmed' && read.documents).toHaveLength(5);
});

test('by when a refund is there is kept where it is a day', () => {
  const left = (refund_eta: unknown) => readReservation(event('reservation.cancelled', { fee: SALE.paid, refund: SALE.total, refund_eta }));
  expect(left('2026-12-01')).toMatchObject({ type: 'cancelled', refundBy: '2026-12-01' });
  expect(left('soon')).toEqual({ type: 'cancelled', fee: money(0), refund: money(46_200) });
});

test('how it goes may say when; a question, in which language it is', () => {
  expect(readNews(event('fulfilment.update', { kind: 'driver_assigned', eta: '2027-03-20T08:40:00+01:00' }))).toEqual({
    ok: true,
    news: { type: 'update', kind: 'driver_assigned', eta: '2027-03-20T07:40:00.000Z' },
  });
  expect(readNews(event('fulfilment.update', { kind: 'driver_assigned', eta: 'soon' }))).toMatchObject({ ok: false });
  expect(readNews(event('question.asked', { question_id: 'q', text: 'Parking?', locale: 'en-GB' }))).toEqual({
    ok: true,
    news: { type: 'question', id: 'q', text: 'Parking', choices: [], language: 'en' },
  });
  expect(readNews(event('question.asked', { question_id: 'q', text: 'Parking?', locale: 'english' }))).toMatchObject({ ok: false });
});
