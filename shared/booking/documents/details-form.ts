import { isLocalDate, type LocalDate } from '../../time.ts';
import type { Trip } from '../../trip-record.ts';
import { askedDetails, type Detail, missingDetails } from '../details.ts';
import { isReady } from '../saga.ts';

/** The private form: the trip page has it from the choice until the purchase. */
export interface DetailsForm {
  readonly fields: readonly Detail[];
  /** Names of fields that have an answer; it is never shown again. */
  readonly known: ReadonlySet<string>;
}

export type DetailProblem = 'empty' | 'date' | 'past' | 'name' | 'email' | 'phone' | 'text';
export interface Filled {
  readonly details: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, DetailProblem>>;
}

/** Undefined when no vendor wants more than the lead name, or the purchase is under way. */
export function detailsForm(trip: Trip): DetailsForm | undefined {
  if (trip.phase !== 'confirming' || !trip.leadName) return undefined;
  const ready = trip.bookings.filter(isReady);
  const isSaid = (name: string) => name === 'lead.family_name' || (name === 'lead.given_name' && trip.leadName?.given !== undefined);
  const fields = askedDetails(ready, trip).filter(({ name }) => !isSaid(name));
  const missing = new Set(missingDetails(ready, trip).map(({ name }) => name));
  return fields.length === 0 ? undefined : { fields, known: new Set(fields.map(({ name }) => name).filter((name) => !missing.has(name))) };
}

/** What was written, cleaned; or, field by field, what is wrong. A field left empty keeps the answer it had. */
export function readDetails({ fields, known }: DetailsForm, written: (name: string) => string, today: LocalDate): Filled {
  const details: Record<string, string> = {};
  const problems: Record<string, DetailProblem> = {};
  for (const { name, type } of fields) {
    const value = tidy(written(name));
    const problem = value === '' ? (known.has(name) ? undefined : 'empty') : problemOf(type, value, today);
    if (problem) problems[name] = problem;
    else if (value !== '') details[name] = value;
  }
  return { details, problems };
}

const MOST = 120;
const OLDEST = '1900-01-01';

function tidy(value: string): string {
  return value
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function problemOf(type: Detail['type'], value: string, today: LocalDate): DetailProblem | undefined {
  if (value.length > MOST) return 'text';
  if (type !== 'date') return SHAPES[type].test(value) ? undefined : type;
  if (!isLocalDate(value)) return 'date';
  return value <= today && value >= OLDEST ? undefined : 'past';
}

const SHAPES: Readonly<Record<Exclude<Detail['type'], 'date'>, RegExp>> = {
  name: /^[\p{L}\p{M}' ’.-]*\p{L}[\p{L}\p{M}' ’.-]*$/u,
  email: /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]{2,}$/,
  phone: /^\+?(?:[ ().-]*\d){6,15}[ ().-]*$/,
  text: /./u,
};
