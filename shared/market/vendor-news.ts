import type { Money } from '../money.ts';
import type { Instant, LocalDate } from '../time.ts';
import { type Reader, reader } from './read.ts';
import { type Replacement, readReplacement } from './replacement.ts';
import { readReservation, type VendorEvent } from './vendor-message.ts';
import { vendorSentence, vendorText } from './vendor-text.ts';

export const SEVERITIES = ['info', 'minor', 'major', 'cancelled'] as const;
export const OPTION_KINDS = ['accept', 'rebook', 'refund', 'voucher'] as const;
export const UPDATES = ['ready_for_pickup', 'driver_assigned', 'room_ready', 'gate', 'delayed'] as const;

/** What may be answered to a change. None costs more than was confirmed: what is dearer is a new offer. `note`: the vendor's words, cleaned. */
export interface ChangeOption {
  readonly id: string;
  readonly kind: (typeof OPTION_KINDS)[number];
  readonly note?: string;
  /** Until when it may be chosen; the change's own `decideBy` where absent, and never later than that. */
  readonly deadline?: Instant;
  /** What a rebooking puts in the place of what was booked. */
  readonly offer?: Replacement;
}

/** Until when an option may be chosen; undefined when the vendor did not say. */
export function decidedBy({ deadline }: ChangeOption, decideBy: Instant | undefined): Instant | undefined {
  return [deadline, decideBy].filter((at) => at !== undefined).toSorted()[0];
}

/** What a vendor says by itself: its reservation changes or is over, what is bought gets ready, or it asks one thing before it offers. Texts are the vendor's, cleaned. */
export type VendorNews =
  | {
      readonly type: 'change';
      readonly id: string;
      readonly severity: (typeof SEVERITIES)[number];
      readonly cause: string;
      readonly what: readonly { readonly field: string; readonly old: string; readonly new: string }[];
      readonly options: readonly ChangeOption[];
      readonly decideBy?: Instant;
    }
  /** The vendor's last word: it has cancelled, by itself or because a refund was chosen. */
  | { readonly type: 'cancelled'; readonly fee: Money; readonly refund: Money; readonly refundBy?: LocalDate }
  | {
      readonly type: 'update';
      readonly kind: (typeof UPDATES)[number];
      readonly note?: string;
      readonly minutes?: number;
      /** When whoever was sent is there, or what is late comes. */
      readonly eta?: Instant;
    }
  /** Written to the booking's address: all of it for the page, and what of it may be said, its subject where it is long. */
  | {
      readonly type: 'message';
      readonly text: string;
      readonly aloud?: { readonly text: string; readonly whole: boolean };
      /** Who wrote it, where an answer can leave: never shown, never said. */
      readonly replyTo?: string;
    }
  | {
      readonly type: 'question';
      readonly id: string;
      readonly text: string;
      readonly choices: readonly string[];
      /** "en": the language it is in, where its vendor says so. */
      readonly language?: string;
    };

/** Why it is not taken: it is about nothing that its vendor has confirmed, a question too many, one about who travels, or a replacement that is dearer or something else. */
export type NewsRefusal = 'no_reservation' | 'question_limit' | 'question_personal' | 'option_contradicted';

/** As kept with the trip, oldest first. `told`: the traveller has heard it. */
export interface HeardNews {
  /** Of the vendor's message: the same one is taken once. */
  readonly id: string;
  readonly at: Instant;
  readonly requestId: string;
  readonly vendorId: string;
  readonly seller: string;
  readonly news: VendorNews;
  readonly told: boolean;
  /** Option or text that went back. */
  readonly answer?: string;
}

export type NewsRead = { readonly ok: true; readonly news: VendorNews } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads `reservation.changed`, `reservation.cancelled`, `fulfilment.update` and `question.asked`; undefined for any other message. */
export function readNews(event: VendorEvent): NewsRead | undefined {
  if (event.name === 'reservation.cancelled') {
    const over = readReservation(event);
    return over.type === 'cancelled' ? { ok: true, news: over } : { ok: false, problems: ['data: not a fee and a refund'] };
  }
  const problems: string[] = [];
  const data = reader(event.data, '', problems);
  const news = newsOf(event.name, data);
  if (news === undefined) return undefined;
  return problems.length === 0 ? { ok: true, news } : { ok: false, problems };
}

function newsOf(name: string, data: Reader): VendorNews | undefined {
  switch (name) {
    case 'reservation.changed':
      return changeOf(data);
    case 'fulfilment.update':
      return updateOf(data);
    case 'question.asked':
      return {
        type: 'question',
        id: data.match('question_id', ID, 'an id'),
        text: words(data, 'text', 'a question'),
        ...(data.has('locale') ? { language: data.match('locale', /^[a-z]{2}(-[A-Z]{2})?$/, 'a locale').slice(0, 2) } : {}),
        choices: data.has('choices')
          ? data
              .strings('choices', 3, /^\S.{0,39}$/)
              .map((choice) => vendorSentence(choice))
              .filter((choice) => choice !== '')
          : [],
      };
    default:
      return undefined;
  }
}

const MESSAGE_MAX = 1500;
const ALOUD_MAX = 120;

/** A letter as the vendor's words: short ones are said whole, of long ones the subject. Undefined when nothing is in it. */
export function messageOf(subject: string, body: string): Extract<VendorNews, { type: 'message' }> | undefined {
  const [about, text] = [vendorText(subject, ALOUD_MAX), vendorText(body, MESSAGE_MAX)];
  if (about === '' && text === '') return undefined;
  const all = about === '' || text.startsWith(about) ? text : `${about}. ${text}`.replace(/\. $/, '');
  const [whole, part] = [vendorSentence(text), vendorSentence(about)];
  if (whole !== '' && text.length <= ALOUD_MAX) return { type: 'message', text: all, aloud: { text: whole, whole: true } };
  return { type: 'message', text: all, ...(part === '' ? {} : { aloud: { text: part, whole: false } }) };
}

const ID = /^[\x21-\x7e]{1,80}$/;
const FIELD = /^[a-z][a-z0-9_.]{0,59}$/;

function changeOf(data: Reader): VendorNews {
  const decideBy = data.has('decide_by') ? data.instant('decide_by') : undefined;
  return {
    type: 'change',
    id: data.match('change_id', ID, 'an id'),
    severity: data.oneOf('severity', SEVERITIES),
    cause: words(data, 'cause', 'why, in a few words'),
    what: data.list('what', 10).map((each) => ({
      field: each.match('field', FIELD, 'a field'),
      old: vendorText(each.match('old', /^/, 'a text'), 80),
      new: vendorText(each.match('new', /^/, 'a text'), 80),
    })),
    options: data.list('options', 4).map((option) => optionOf(option, decideBy)),
    ...(decideBy === undefined ? {} : { decideBy }),
  };
}

function optionOf(option: Reader, decideBy: Instant | undefined): ChangeOption {
  const kind = option.oneOf('kind', OPTION_KINDS);
  if (option.has('offer') && kind !== 'rebook') option.problem('offer', 'for anything but rebook');
  const offer = option.has('offer') ? readReplacement(option) : undefined;
  const deadline = option.has('deadline') ? option.instant('deadline') : undefined;
  return {
    id: option.match('option_id', ID, 'an id'),
    kind,
    ...(option.has('note') ? { note: words(option, 'note', 'a text', 60) } : {}),
    ...(deadline === undefined ? {} : { deadline: decideBy !== undefined && decideBy < deadline ? decideBy : deadline }),
    ...(offer && { offer }),
  };
}

function updateOf(data: Reader): VendorNews {
  return {
    type: 'update',
    kind: data.oneOf('kind', UPDATES),
    ...(data.has('note') ? { note: words(data, 'note', 'a text') } : {}),
    ...(data.has('delayed_minutes') ? { minutes: data.number('delayed_minutes', { min: 0, max: 10_000, integer: true }) } : {}),
    ...(data.has('eta') ? { eta: data.instant('eta') } : {}),
  };
}

/** A vendor's words, of which something must be left to be said. */
function words(data: Reader, name: string, expected: string, max = 120): string {
  const raw = data.match(name, /\S/, expected);
  const said = vendorSentence(raw, max);
  if (raw !== '' && said === '') data.problem(name, expected);
  return said;
}
