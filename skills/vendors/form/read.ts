import { sha256 } from '../../../shared/market/canonical.ts';
import { ITEM_FIELDS } from '../../../shared/market/item-fields.ts';
import { snake } from '../../../shared/market/item-wire.ts';
import type { RequestForOffers } from '../../../shared/market/request.ts';
import { mixesScripts, PHONE, vendorName } from '../../../shared/market/vendor-text.ts';
import type { WireOffer } from '../../../shared/market/wire-offer.ts';
import { parseDecimal, toDecimal } from '../../../shared/money.ts';
import type { VendorRecord } from '../../../shared/ports.ts';
import { type Instant, instantOf, isLocalDate, isLocalTime } from '../../../shared/time.ts';
import { type Question, tagsOf } from './fields.ts';

export type FieldProblem = 'empty' | 'number' | 'amount' | 'date' | 'time' | 'text' | 'choice' | 'terms' | 'phone' | 'early';

/** What a form says: an offer on the wire, the same that the API takes; or what is wrong, by field. */
export type FormRead =
  | { readonly ok: true; readonly offer: WireOffer }
  | { readonly ok: false; readonly problems: Readonly<Record<string, FieldProblem>> };

export interface Asked {
  readonly request: RequestForOffers;
  readonly wireRequestId: string;
  readonly vendor: VendorRecord;
  readonly questions: readonly Question[];
  readonly timeZone: string;
  readonly now: Instant;
}

/** Hours an offer may be kept for. */
export const KEEPS = ['24', '48', '72'] as const;
const HOUR_MS = 3_600_000;

type Problems = Record<string, FieldProblem>;
type Values = Readonly<Record<string, unknown>>;

export function readForm(form: URLSearchParams, asked: Asked): FormRead {
  const problems: Problems = {};
  const text = (name: string) => (form.get(name) ?? '').normalize('NFC').trim();
  const item = itemOf(text, form.getAll('has'), asked, problems);
  const total = amountOf(text('total'), asked.request.currency);
  if (total === undefined) problems['total'] = text('total') === '' ? 'empty' : 'amount';
  const cancellation = cancellationOf(text, total ?? '0.00', asked, problems);
  const keep = KEEPS.find((hours) => hours === text('keep'));
  if (!keep) problems['keep'] = 'choice';
  const deposit = depositOf(text('deposit'), asked, problems);
  const phone = text('phone');
  if (phone !== '' && !PHONE.test(phone)) problems['phone'] = 'phone';
  if (text('terms') !== 'accept') problems['terms'] = 'terms';
  if (Object.keys(problems).length > 0 || total === undefined || !keep) return { ok: false, problems };
  return { ok: true, offer: offerOf(asked, { item, total, cancellation, keep, phone, note: text('note').slice(0, 200), deposit }) };
}

function depositOf(raw: string, { request }: Asked, problems: Problems): string | undefined {
  const deposit = raw === '' ? undefined : amountOf(raw, request.currency);
  if (raw !== '' && deposit === undefined) problems['deposit'] = 'amount';
  return deposit;
}

interface Told {
  readonly item: Values;
  readonly total: string;
  readonly cancellation: WireOffer['cancellation'];
  readonly keep: (typeof KEEPS)[number];
  readonly phone: string;
  readonly note: string;
  /** Asked for on the spot and given back. */
  readonly deposit: string | undefined;
}

/** Its id follows from what it says: sent twice within the hour, it is one offer. */
function offerOf({ request, wireRequestId, vendor, now }: Asked, told: Told): WireOffer {
  const { item, total, cancellation, keep, phone, note, deposit } = told;
  const hour = Math.floor(Date.parse(now) / HOUR_MS) * HOUR_MS;
  const carrier = request.category === 'flight' || request.category === 'train';
  const offer: Omit<WireOffer, 'offer_id'> = {
    request_id: wireRequestId,
    revision: request.revision,
    terms_response: 'accept',
    seller: { legal_name: vendor.name, brand: vendor.name, country: vendor.country, ...(phone === '' ? {} : { support_phone: phone }) },
    item,
    meets: claimsOf(item, request),
    price: {
      total,
      currency: request.currency,
      breakdown: [{ type: 'base', label: 'total', amount: total }],
      due_now: '0.00',
      due_later: [],
      due_at_destination: total,
    },
    cancellation,
    inclusions: [],
    hold: { possible: true, max_minutes: Number(keep) * 60, fee: '0.00' },
    valid_until: new Date(hour + Number(keep) * HOUR_MS).toISOString(),
    data_needed: { for_hold: [], for_confirm: [...(carrier ? ['lead.given_name'] : []), 'lead.family_name', 'contact.relay'] },
    intermediary_remuneration: { kind: 'none' },
    ...(note === '' ? {} : { vendor_note: note }),
    ...(deposit === undefined ? {} : { deposit_or_guarantee: { kind: 'deposit', amount: deposit } }),
  };
  return { offer_id: `o-${sha256(JSON.stringify(offer)).slice(0, 16)}`, ...offer };
}

function itemOf(text: (name: string) => string, ticked: readonly string[], asked: Asked, problems: Problems): Values {
  const { request, questions } = asked;
  const item: Record<string, unknown> = { category: request.category, ...fixed(request) };
  for (const question of questions) {
    const raw = text(question.name);
    const [, first = '', second] = question.name.split('.');
    const value = raw === '' ? absent(question, asked) : toldIn(question, raw, asked);
    if (value === undefined) continue;
    if (isWrong(value)) problems[question.name] = value.problem;
    else if (second === undefined) item[first] = value.value;
    else item[first] = { ...Object(item[first]), [second]: value.value };
  }
  return { ...item, ...tagged(ticked, request) };
}

type Value = { readonly value: unknown } | { readonly problem: FieldProblem };

function isWrong(value: Value): value is { readonly problem: FieldProblem } {
  return 'problem' in value;
}

function fixed({ category, start, end }: RequestForOffers): Values {
  if (category === 'lodging') return { check_in: start, check_out: end };
  return category === 'car' ? { from: start, to: end } : {};
}

/** A ride's hour may be left to the flight: then its day alone is told. */
function absent({ name, optional }: Question, { request }: Asked): Value | undefined {
  if (name === 'item.out') return { value: request.start };
  if (name === 'item.back') return { value: request.end };
  return optional ? undefined : { problem: 'empty' };
}

const wrong = (problem: FieldProblem): Value => ({ problem });
const kept = (good: boolean, value: unknown, problem: FieldProblem): Value => (good ? { value } : { problem });

function toldIn(question: Question, raw: string, { request }: Asked): Value {
  switch (question.type) {
    case 'text':
      return kept(isSayable(raw), raw, 'text');
    case 'integer':
      return kept(isCount(raw, question), Number(raw), 'number');
    case 'yes_no':
      return kept(raw === 'yes' || raw === 'no', raw === 'yes', 'choice');
    case 'choice':
    case 'place':
      return kept(question.options?.includes(raw) === true, raw, 'choice');
    case 'date':
      return kept(isLocalDate(raw), raw, 'date');
    case 'moment':
      return kept(isMoment(raw), raw.slice(0, 16), 'date');
    case 'time':
      return isLocalTime(raw) ? { value: onItsDay(question, raw, request) } : wrong('time');
    case 'amount': {
      const amount = amountOf(raw, request.currency);
      return kept(amount !== undefined, { amount, currency: request.currency }, 'amount');
    }
  }
}

function isSayable(raw: string): boolean {
  const said = vendorName(raw);
  return raw.length <= 80 && said !== '' && !mixesScripts(said);
}

function isCount(raw: string, { min = 0, max = 1e6 }: Question): boolean {
  return /^\d{1,6}$/.test(raw) && Number(raw) >= min && Number(raw) <= max;
}

function isMoment(raw: string): boolean {
  return isLocalDate(raw.slice(0, 10)) && isLocalTime(raw.slice(11, 16));
}

function onItsDay({ name }: Question, time: string, { start, end }: RequestForOffers): string {
  if (name === 'item.at' || name === 'item.out') return `${start}T${time}`;
  return name === 'item.back' ? `${end}T${time}` : time;
}

function tagged(ticked: readonly string[], request: RequestForOffers): Values {
  const facts = ITEM_FIELDS[request.category];
  const known = tagsOf(request);
  const has = known.filter((tag) => ticked.includes(tag));
  if (!Object.hasOwn(facts, 'has')) return {};
  return { has, ...(Object.hasOwn(facts, 'hasNot') ? { has_not: known.filter((tag) => !ticked.includes(tag)) } : {}) };
}

/** Where a category has no list of what is not there, an asked-for thing left unticked is said not to be. */
function claimsOf(item: Values, request: RequestForOffers): WireOffer['meets'] {
  if (!Array.isArray(item['has']) || item['has_not'] !== undefined) return [];
  const has: readonly unknown[] = item['has'];
  const facts = ITEM_FIELDS[request.category];
  return request.requirements
    .filter(({ attr, value }) => value === true && attr !== 'refundable' && !Object.hasOwn(facts, attr) && !has.includes(attr))
    .map(({ attr }) => ({ attr: snake(attr), status: 'not_met' as const }));
}

/** "1 412,5" → "1412.50"; undefined for what is no amount. */
export function amountOf(raw: string, currency: string): string | undefined {
  const plain = raw.replace(/[\s\u00a0\u202f'’€$£]/g, '').replace(',', '.');
  const money = /^\d{1,7}(\.\d{1,2})?$/.test(plain) ? parseDecimal(plain, currency) : undefined;
  return money && toDecimal(money);
}

type Step = WireOffer['cancellation']['schedule'][number];

/** Free up to a day, then a fee up to the start, then everything: each step only as far as it was written. */
function cancellationOf(text: (name: string) => string, total: string, asked: Asked, problems: Problems): WireOffer['cancellation'] {
  const free = freeStep(text('free_until'), asked, problems);
  const schedule = [free, lateStep(text('late_fee'), total, { asked, free, problems })].filter((step) => step !== undefined);
  const [first] = schedule;
  if (!first) return { refundability: 'non_refundable', schedule };
  return { refundability: Number(first.fee) === 0 ? 'refundable' : 'partially_refundable', schedule };
}

function freeStep(day: string, { request, timeZone, now }: Asked, problems: Problems): Step | undefined {
  if (day === '') return undefined;
  const isInside = isLocalDate(day) && day <= request.start;
  const until = isInside ? instantOf(`${day}T23:59`, timeZone) : '';
  if (!isInside) problems['free_until'] = 'date';
  else if (until <= now) problems['free_until'] = 'early';
  return { until, fee: '0.00' };
}

interface Late {
  readonly asked: Asked;
  readonly free: Step | undefined;
  readonly problems: Problems;
}

function lateStep(raw: string, total: string, { asked, free, problems }: Late): Step | undefined {
  if (raw === '') return undefined;
  const fee = amountOf(raw, asked.request.currency);
  if (fee === undefined || Number(fee) > Number(total)) {
    problems['late_fee'] = 'amount';
    return undefined;
  }
  const until = instantOf(`${asked.request.start}T00:00`, asked.timeZone);
  return Number(fee) < Number(total) && until > (free?.until ?? asked.now) ? { until, fee } : undefined;
}
