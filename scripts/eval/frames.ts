import { addDays, daysBetween } from '../../shared/time.ts';
import { fold } from '../../shared/understanding/normalise.ts';

/** A frame of contracts/understanding.md. */
export interface Frame {
  readonly acts: readonly string[];
  readonly needs: readonly string[];
  readonly needs_not: readonly string[];
  readonly slots: Readonly<Record<string, unknown>>;
  readonly prefs: readonly string[];
  readonly prefs_not: readonly string[];
}

export interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

export interface Verdict {
  readonly acts: boolean;
  readonly needs: Counts;
  readonly slots: Counts;
  readonly prefs: Counts;
  readonly frame: boolean;
  readonly strict: boolean;
  /** Slots wrong, missing or too many, as "key". */
  readonly wrong: readonly string[];
}

const INFORMATIONAL: ReadonlySet<string> = new Set(
  'trip named date_mode time_mode time_ref party_type price_level seats flex_days changed keep'.split(' '),
);

function words(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list
    .map((one) =>
      fold(typeof one === 'object' && one !== null && 'name' in one ? `${String(one.name)}` : String(one)).replace(/[^a-z0-9.]+/g, ' '),
    )
    .sort();
}

function ids(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => (typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : String(one)));
}

function sameText(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

function samePlace(gold: unknown, said: unknown): boolean {
  const want = words(gold);
  const got = words(said);
  const known = ids(said);
  return (
    want.length === got.length &&
    words(gold).every(
      (one, i) =>
        got.includes(one) || known.some((id) => fold(id) === one) || got[i]?.includes(one) === true || one.includes(got[i] ?? '?'),
    )
  );
}

const PLACES: ReadonlySet<string> = new Set('origin destination near car_pickup car_dropoff ride_from ride_to'.split(' '));

function same(key: string, gold: unknown, said: unknown): boolean {
  if (said === undefined) return false;
  return PLACES.has(key) ? samePlace(gold, said) : sameText(words(gold), words(said));
}

function num(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What follows from a frame's slots: end from a length, the party from its parts. */
function derived(slots: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  const start = text(slots['start']);
  const end = text(slots['end']);
  const nights = num(slots['nights']) ?? num(slots['days']);
  if (start !== undefined && end === undefined && nights !== undefined) out['end'] = addDays(start, nights);
  if (start !== undefined && end !== undefined) {
    out['nights'] = daysBetween(start, end);
    out['days'] = daysBetween(start, end);
  }
  const adults = num(slots['adults']);
  const young = (num(slots['children']) ?? 0) + (num(slots['infants']) ?? 0);
  const party = num(slots['party']);
  if (adults !== undefined) out['party'] = adults + young;
  if (party !== undefined) out['adults'] = party - young;
  return out;
}

function f(tp: number, fp: number, fn: number): Counts {
  return { tp, fp, fn };
}

function sets(gold: readonly string[], said: readonly string[], tolerated: readonly string[] = []): Counts {
  const tp = gold.filter((one) => said.includes(one)).length;
  const extra = said.filter((one) => !gold.includes(one) && !tolerated.includes(one)).length;
  return f(tp, extra, gold.length - tp);
}

interface SlotScore {
  readonly counts: Counts;
  readonly wrong: readonly string[];
  readonly core: boolean;
}

function slots(gold: Readonly<Record<string, unknown>>, said: Readonly<Record<string, unknown>>): SlotScore {
  const fromSaid = derived(said);
  const fromGold = derived(gold);
  const missed = Object.keys(gold).filter((key) => !same(key, gold[key], said[key]) && !same(key, gold[key], fromSaid[key]));
  const extra = Object.keys(said).filter(
    (key) => gold[key] === undefined && !INFORMATIONAL.has(key) && !same(key, fromGold[key] ?? '', said[key]),
  );
  const swapped = missed.filter((key) => said[key] !== undefined);
  const counts = f(Object.keys(gold).length - missed.length, extra.length + swapped.length, missed.length);
  const wrong = [...missed.map((key) => `-${key}`), ...extra.map((key) => `+${key}`)];
  return { counts, wrong, core: wrong.every((key) => INFORMATIONAL.has(key.slice(1))) };
}

const SILENT: ReadonlySet<string> = new Set(['greet', 'thanks']);

function actsOf(frame: Frame): readonly string[] {
  const strong = frame.acts.filter((act) => !SILENT.has(act));
  return (strong.length > 0 ? [...strong] : [...frame.acts]).sort();
}

/** One frame against its gold, by the contract's scoring. */
export function judge(gold: Frame, said: Frame): Verdict {
  const tolerated = gold.slots['trip'] === undefined ? [] : ['flight', 'train', 'transport', 'coach', 'lodging', 'ski_hire', 'ski_pass'];
  const acts = sameText(actsOf(gold), actsOf(said));
  const needs = sets(
    [...gold.needs, ...gold.needs_not.map((one) => `-${one}`)],
    [...said.needs, ...said.needs_not.map((one) => `-${one}`)],
    tolerated,
  );
  const slot = slots(gold.slots, said.slots);
  const prefs = sets(
    [...gold.prefs, ...gold.prefs_not.map((one) => `-${one}`)],
    [...said.prefs, ...said.prefs_not.map((one) => `-${one}`)],
  );
  const frame = acts && needs.fp + needs.fn === 0 && slot.core;
  return { acts, needs, slots: slot.counts, prefs, frame, strict: frame && prefs.fp + prefs.fn === 0, wrong: slot.wrong };
}

export function f1({ tp, fp, fn }: Counts): number {
  return tp === 0 ? (fp + fn === 0 ? 1 : 0) : (2 * tp) / (2 * tp + fp + fn);
}

export function total(counts: readonly Counts[]): Counts {
  return counts.reduce((a, b) => f(a.tp + b.tp, a.fp + b.fp, a.fn + b.fn), f(0, 0, 0));
}
