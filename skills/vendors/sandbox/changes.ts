import { UPDATES } from '../../../shared/market/vendor-news.ts';
import type { BuyerMessage } from '../../../shared/market/wire.ts';
import { money, toDecimal } from '../../../shared/money.ts';
import { addDays, addMinutes } from '../../../shared/time.ts';
import type { Seller } from './catalogue.ts';
import { digestOf } from './draw.ts';
import type { Fault } from './faults.ts';
import type { Answered, Stand } from './ledger.ts';
import { deliver, eventOf, type Shop } from './shop.ts';

type Of<T extends string> = Extract<BuyerMessage, { type: `org.rfo.${T}.v1` }> & { readonly atSeconds: number };

const KINDS = ['accept', 'rebook', 'refund', 'voucher'] as const;
const CAUSE = 'Notre horaire change.';
const QUESTION = 'Voulez-vous un parking ?';

/** What was just confirmed changes: the buyer is told a little later, where it takes news, and may answer with an option. */
export function changeLater(fault: Fault, answered: Answered, message: Of<'offer.accepted'>, seller: Seller, shop: Shop): void {
  const { standId } = answered;
  if (answered.name !== 'reservation.confirmed' || standId === undefined) return;
  const { vendor } = seller;
  const changeId = `chg-${digestOf(12, vendor.id, standId)}`;
  const options = KINDS.filter((kind) => fault.fields?.includes(kind)).map((kind) => ({ option_id: `${kind}-${changeId}`, kind }));
  shop.ledger.remember(vendor.id, changeId, { ...answered, standId });
  const data = { change_id: changeId, severity: 'major', cause: fault.cause ?? CAUSE, what: [], options } as const;
  tell({ name: 'reservation.changed', data }, message, seller, shop);
}

/** How it goes with what was just confirmed: "driver_assigned", there in an hour. */
export function tellLater(fault: Fault, { name }: Answered, message: Of<'offer.accepted'>, seller: Seller, shop: Shop): void {
  if (name !== 'reservation.confirmed') return;
  const kind = UPDATES.find((known) => fault.fields?.includes(known)) ?? 'driver_assigned';
  const isOnTheWay = kind === 'driver_assigned' || kind === 'delayed';
  const data = {
    kind,
    ...(isOnTheWay && { eta: addMinutes(shop.now(), 60) }),
    ...(fault.cause === undefined ? {} : { note: fault.cause }),
  };
  tell({ name: 'fulfilment.update', data }, message, seller, shop);
}

/** One question about what is asked for, to where questions go. */
export function askLater(fault: Fault, message: Of<'request.published' | 'request.revised'>, seller: Seller, shop: Shop): void {
  const { data, subject, atSeconds } = message;
  const questionId = `q-${digestOf(12, seller.vendor.id, subject)}`;
  const question = { question_id: questionId, text: fault.cause ?? QUESTION, ...(fault.fields && { choices: fault.fields }) };
  const event = eventOf({ name: 'question.asked', data: question }, subject, seller, shop);
  void deliver([event], { url: data.questions_url, atSeconds }, seller, shop).catch(() => undefined);
}

/** What was just confirmed is taken back a little later: all that was paid is returned. */
export function cancelLater({ name, standId }: Answered, message: Of<'offer.accepted'>, seller: Seller, shop: Shop): void {
  const stand = name === 'reservation.confirmed' && standId !== undefined ? shop.ledger.stand(seller.vendor.id, standId) : undefined;
  if (stand) over(stand, message, seller, shop);
}

/** A refund that was chosen is made: all of it, whatever the terms, because the vendor changed them. */
export function refundLater(message: Of<'change.answered'>, seller: Seller, shop: Shop): void {
  const { change_id, option_id } = message.data;
  const { vendor } = seller;
  const standId = shop.ledger.answered(vendor.id, change_id)?.standId;
  const stand = standId === undefined ? undefined : shop.ledger.stand(vendor.id, standId);
  if (!option_id.startsWith('refund-') || stand?.state !== 'confirmed') return;
  over(stand, message, seller, shop);
}

function over(stand: Stand, message: Parameters<typeof tell>[1], seller: Seller, shop: Shop): void {
  shop.ledger.save(seller.vendor.id, { ...stand, state: 'cancelled', feeMinor: 0, refundMinor: stand.paidMinor });
  const amount = (minor: number) => ({ amount: toDecimal(money(minor, stand.currency)), currency: stand.currency });
  tell(
    {
      name: 'reservation.cancelled',
      data: { fee: amount(0), refund: amount(stand.paidMinor), refund_eta: addDays(shop.now().slice(0, 10), 10) },
    },
    message,
    seller,
    shop,
  );
}

function tell(
  news: Pick<Answered, 'name' | 'data'>,
  { source, subject, atSeconds }: Pick<Of<'offer.accepted'>, 'source' | 'subject' | 'atSeconds'>,
  seller: Seller,
  shop: Shop,
): void {
  const url = `${source}/requests/${subject}/news`;
  void deliver([eventOf(news, subject, seller, shop)], { url, atSeconds }, seller, shop).catch(() => undefined);
}
