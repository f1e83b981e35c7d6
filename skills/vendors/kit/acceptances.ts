import { acceptance, cancelRequest, statusQuery, withdrawal } from '../../../shared/market/messages.ts';
import type { Offer } from '../../../shared/market/offer.ts';
import { isPlain } from '../../../shared/market/read.ts';
import type { RequestForOffers } from '../../../shared/market/request.ts';
import { type ReservationNews, readReservation } from '../../../shared/market/vendor-message.ts';
import { type Money, toDecimal } from '../../../shared/money.ts';
import { doubles } from './offers.ts';
import { type Check, type Finding, fail, judged, pass, skip } from './report.ts';
import type { Heard, Stage } from './stage.ts';

/** One offer being bought. */
interface Desk {
  readonly stage: Stage;
  readonly request: RequestForOffers;
  readonly offer: Offer;
}

/** What the vendor said about an acceptance; undefined when it said nothing that can be read. */
interface Said {
  readonly heard: Heard;
  readonly news: ReservationNews | undefined;
}

type News<T extends ReservationNews['type']> = Extract<ReservationNews, { type: T }>;

/** Holds, confirms, asks after and leaves one offer, and holds and gives back another. */
export async function checkAcceptances(
  stage: Stage,
  request: RequestForOffers,
  [offer, other]: readonly Offer[],
): Promise<readonly Finding[]> {
  const note = await withdrawn(stage, request);
  if (!offer) return [...BUYING.map((check) => skip(check, 'nothing was offered')), note];
  const desk = { stage, request, offer };
  const cheaper = await otherPrice(desk);
  const held = offer.hold.possible
    ? await hold(desk, 'hold:1')
    : { findings: [skip('hold', 'its offers cannot be held')], holdId: undefined };
  const bought = await confirm(desk, held.holdId);
  const released = offer.hold.possible ? await release({ ...desk, offer: other ?? offer }) : skip('release', 'its offers cannot be held');
  return [...held.findings, cheaper, ...bought, released, note];
}

const BUYING: readonly Check[] = ['hold', 'other-price', 'confirm-price', 'confirm-answer', 'confirm', 'status', 'cancel', 'release'];

const NAME = { given: 'Camille', family: 'Contrôle' };
/** What an acceptance may need, invented. */
const DETAILS: Readonly<Record<string, string>> = Object.fromEntries(
  ['passengers', 'passengers.1', 'passengers.2', 'passengers.3', 'lead', 'driver', 'contact'].flatMap((who) =>
    Object.entries({
      given_name: 'Camille',
      family_name: 'Contrôle',
      birth_date: '1985-03-02',
      licence_number: 'A7',
      email: 'controle@example.org',
      phone: '+33100000000',
    }).map(([field, value]) => [`${who}.${field}`, value]),
  ),
);

function said(heard: Heard, accepted: readonly ReservationNews['type'][]): Said {
  const news = (heard.events ?? []).map(readReservation).find(({ type }) => accepted.includes(type));
  return { heard, news };
}

async function accept(
  { stage, request, offer }: Desk,
  mode: 'hold' | 'confirm',
  key: string,
  more: { readonly holdId?: string; readonly total?: Money } = {},
): Promise<Said> {
  const { holdId, total = offer.total } = more;
  const details = {
    offer,
    mode,
    expectedTotal: total,
    leadName: NAME,
    details: DETAILS,
    payment: 'sandbox' as const,
    ...(holdId === undefined ? {} : { holdId }),
  };
  return said(await stage.send(acceptance(stage.envelope(request, key), details)), ['held', 'confirmed', 'pending', 'failed']);
}

/** How an answer looks that is not the one hoped for. */
function seen({ heard, news }: Said): string {
  if (heard.result.type === 'timeout') return 'no answer in time';
  if (heard.result.type === 'unreached') return 'no answer';
  if (news?.type === 'failed') return `reservation.failed, ${news.reason}`;
  return news ? `reservation.${news.type}` : `${heard.status}, with no reservation event that can be read`;
}

async function hold(desk: Desk, key: string): Promise<{ readonly findings: readonly Finding[]; readonly holdId: string | undefined }> {
  const first = await accept(desk, 'hold', key);
  if (first.news?.type !== 'held') return { findings: [fail('hold', seen(first))], holdId: undefined };
  const { holdId, expiresAt } = first.news;
  const second = await accept(desk, 'hold', key);
  const problems = [
    ...(expiresAt <= desk.stage.now() ? [`expires_at ${expiresAt} is past`] : []),
    ...(second.news?.type === 'held' && second.news.holdId === holdId
      ? []
      : [`the same key again: ${seen(second)}${second.news?.type === 'held' ? ' under another hold_id' : ''}`]),
    ...spoken(first),
  ];
  return { findings: [judged('hold', problems)], holdId };
}

/** A sale stands whatever is wrong in these, and nobody sees them. */
function leftOut({ heard }: Said, { documents = [], pin, supportEmail }: News<'confirmed'>): readonly string[] {
  const data = (heard.events ?? []).find(({ name }) => name === 'reservation.confirmed')?.data;
  if (!isPlain(data)) return [];
  const listed = Array.isArray(data['documents']) ? data['documents'].length : 0;
  const email = isPlain(data['support']) ? data['support']['email'] : undefined;
  return [
    ...(listed > documents.length ? [`documents: ${listed - documents.length} of ${listed} are no https address, or too many`] : []),
    ...(data['pin'] !== undefined && pin === undefined ? ['pin: not 3 to 12 letters and digits'] : []),
    ...(email !== undefined && supportEmail === undefined ? ['support.email: not a mail address'] : []),
  ];
}

function spoken({ heard }: Said): readonly string[] {
  return [
    ...doubles(
      'event id',
      (heard.events ?? []).map(({ id }) => id),
    ),
    ...((heard.events ?? []).length > 1 ? [`says ${heard.events?.length} things at once`] : []),
  ];
}

/** A total that was never offered: whoever takes it lets the traveller pay something else than was read. */
async function otherPrice(desk: Desk): Promise<Finding> {
  const total = { ...desk.offer.total, minor: Math.max(1, desk.offer.total.minor - 100) };
  if (desk.offer.total.minor <= 100) return skip('other-price', 'the offer costs nothing');
  const mode = desk.offer.hold.possible ? 'hold' : 'confirm';
  const { news, heard } = await accept(desk, mode, 'other-price:1', { total });
  if (news?.type === 'held' || news?.type === 'confirmed')
    return fail('other-price', `took ${toDecimal(total)} where it offered ${toDecimal(desk.offer.total)}`);
  return news?.type === 'failed'
    ? pass('other-price')
    : judged('other-price', (heard.status ?? 500) < 500 ? [] : [`answered ${heard.status}`]);
}

async function confirm(desk: Desk, holdId: string | undefined): Promise<readonly Finding[]> {
  const more = holdId === undefined ? {} : { holdId };
  const first = await accept(desk, 'confirm', 'confirm:1', more);
  const standing = await status(desk, 'confirm:1');
  if (first.heard.result.type === 'timeout') {
    const stands =
      standing.news?.type === 'confirmed'
        ? 'asked after, it says that it is confirmed: whoever hears no answer does not know what was bought'
        : 'asked after, it knows nothing of it';
    return [fail('confirm-answer', `no answer in time; ${stands}`), ...unbought(standing)];
  }
  if (first.news?.type === 'failed' && first.news.reason === 'price_changed') {
    const now = first.news.newTotal ? `, now ${toDecimal(first.news.newTotal)}` : '';
    return [
      fail('confirm-price', `price_changed at ${toDecimal(desk.offer.total)}, held and valid until ${desk.offer.validUntil}${now}`),
      pass('confirm-answer'),
      ...unbought(standing),
    ];
  }
  if (first.news?.type === 'pending')
    return [
      skip('confirm-price', 'pending'),
      pass('confirm-answer'),
      skip('confirm', 'pending: a person confirms'),
      skip('status', 'pending'),
      skip('cancel', 'pending'),
    ];
  if (first.news?.type !== 'confirmed')
    return [
      skip('confirm-price', 'nothing was confirmed'),
      pass('confirm-answer'),
      fail('confirm', seen(first)),
      ...unbought(standing).slice(1),
    ];
  return bought(desk, first, first.news, { standing, again: await accept(desk, 'confirm', 'confirm:1', more) });
}

function unbought(standing: Said): readonly Finding[] {
  return [
    skip('confirm', 'nothing was confirmed'),
    standing.news ? pass('status') : fail('status', seen(standing)),
    skip('cancel', 'nothing was confirmed'),
  ];
}

interface After {
  readonly standing: Said;
  readonly again: Said;
}

async function bought(desk: Desk, first: Said, confirmed: News<'confirmed'>, { standing, again }: After): Promise<readonly Finding[]> {
  const { total } = desk.offer;
  const isSame = ({ news }: Said) =>
    news?.type === 'confirmed' && news.reservationId === confirmed.reservationId && news.reference === confirmed.reference;
  const never = await status(desk, 'never:1');
  return [
    judged(
      'confirm-price',
      confirmed.total.minor === total.minor && confirmed.total.currency === total.currency
        ? []
        : [`confirmed at ${toDecimal(confirmed.total)} where it offered ${toDecimal(total)}`],
    ),
    pass('confirm-answer'),
    judged('confirm', [...(isSame(again) ? [] : [`the same key again: ${seen(again)}`]), ...spoken(first), ...leftOut(first, confirmed)]),
    judged('status', [
      ...(isSame(standing) ? [] : [`asked after: ${seen(standing)}`]),
      ...(never.news?.type === 'none' ? [] : [`asked after a key that it never saw: ${seen(never)} where reservation.none is right`]),
    ]),
    await cancel(desk, confirmed),
  ];
}

async function status({ stage, request, offer }: Desk, key: string): Promise<Said> {
  const about = ['held', 'confirmed', 'pending', 'failed', 'released', 'cancelled', 'none'] as const;
  return said(await stage.send(statusQuery(stage.envelope(request, key), offer)), about);
}

async function cancel(desk: Desk, { reservationId, paid }: News<'confirmed'>): Promise<Finding> {
  const leave = async (quoteOnly: boolean, key: string) => {
    const { stage, request, offer } = desk;
    return said(await stage.send(cancelRequest(stage.envelope(request, key), { offer, reservationId, quoteOnly })), [
      'cancel_quoted',
      'cancelled',
      'failed',
    ]);
  };
  const quote = await leave(true, 'quote:1');
  if (quote.news?.type !== 'cancel_quoted') return fail('cancel', `asked what leaving costs: ${seen(quote)}`);
  const left = await leave(false, 'cancel:1');
  const again = await leave(false, 'cancel:1');
  const allowed = desk.offer.cancellation.schedule.find(({ until }) => until > desk.stage.now())?.fee ?? desk.offer.total;
  const isAsQuoted = left.news?.type === 'cancelled' && left.news.fee.minor === quote.news.fee.minor;
  return judged('cancel', [
    ...(quote.news.fee.minor <= allowed.minor ? [] : [`quotes ${toDecimal(quote.news.fee)} where its offer said ${toDecimal(allowed)}`]),
    ...(quote.news.refund.minor <= paid.minor ? [] : ['gives back more than was paid']),
    ...(isAsQuoted ? [] : [`left: ${seen(left)}, not as quoted`]),
    ...(again.news?.type === 'cancelled' ? [] : [`left twice: ${seen(again)}`]),
  ]);
}

async function release(desk: Desk): Promise<Finding> {
  const held = await accept(desk, 'hold', 'hold:2');
  if (held.news?.type !== 'held') return skip('release', `nothing was held: ${seen(held)}`);
  const { holdId } = held.news;
  const give = async () =>
    said(
      await desk.stage.send(cancelRequest(desk.stage.envelope(desk.request, 'release:1'), { offer: desk.offer, holdId, quoteOnly: false })),
      ['released', 'failed', 'none'],
    );
  const [first, second] = [await give(), await give()];
  return judged(
    'release',
    [first, second].flatMap((each) => (each.news?.type === 'released' ? [] : [seen(each)])),
  );
}

async function withdrawn(stage: Stage, request: RequestForOffers): Promise<Finding> {
  const { status: answered } = await stage.send(withdrawal(stage.envelope({ ...request, id: 'rfo-9' }, 'withdraw:1')));
  return judged('withdrawn', answered !== undefined && answered < 500 ? [] : [`answered ${answered ?? 'nothing'}`]);
}
