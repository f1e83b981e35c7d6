import { isPlain } from '../../../shared/market/read.ts';

export const STEPS = ['publish', 'best', 'hold', 'confirm', 'cancel'] as const;
export const FAULT_KINDS = [
  'sold_out',
  'price_changed',
  'timeout_after_commit',
  'hang',
  'http500',
  'mute',
  'duplicate',
  'expired_hold',
  'wants',
  'discount',
  'lies',
  'refuses_terms',
  'chatter',
  'changes',
  'cancels',
  'tells',
  'asks',
] as const;

export type Step = (typeof STEPS)[number];
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * A trouble that a test asks of one vendor at one step, the next `times` times (once when absent). `vendorId` "*" is any vendor.
 * timeout_after_commit: done, but the answer never comes. hang, mute: nothing is done, no answer (a muted publish answers 202).
 * price_changed adds `amount` (a decimal string, "18.00" when absent) to the offer for good. expired_hold: the hold ends at once.
 * lies: its totals are below their lines. refuses_terms: its offers reject the buyer's terms. chatter: it says everything three times, the last first.
 * cancels: twenty seconds after it has confirmed it cancels by itself and gives everything back. changes: what it has just confirmed changes: twenty seconds later it says so, with `cause` and options of the kinds in `fields`; a refund that is
 * chosen is made. tells: twenty seconds after it has confirmed it says how it goes, with `fields` [kind] and in `cause` a note or nothing; a driver, or what is late, is there in an hour. asks: twenty seconds after it was asked it asks `cause` itself, with the
 * `fields` to choose from. discount: its offers cost `amount` less. wants: its offers ask for `fields` as well before it confirms ("passengers.birth_date" when absent).
 */
export interface Fault {
  readonly vendorId: string;
  readonly step: Step;
  readonly kind: FaultKind;
  readonly amount?: string;
  readonly fields?: readonly string[];
  readonly cause?: string;
  readonly times?: number;
}

/** The faults still to come. Kept in memory: a restart forgets them. */
export interface Faults {
  add(faults: readonly Fault[]): void;
  /** The next fault of that vendor and step, used up by being taken. */
  take(vendorId: string, step: Step): Fault | undefined;
  clear(): void;
}

export function faultsOf(initial: readonly Fault[]): Faults {
  let waiting: { readonly fault: Fault; readonly left: number }[] = [];
  const add = (faults: readonly Fault[]) => {
    waiting = [...waiting, ...faults.map((fault) => ({ fault, left: fault.times ?? 1 }))];
  };
  add(initial);
  return {
    add,
    take: (vendorId, step) => {
      const at = waiting.findIndex(({ fault }) => fault.step === step && (fault.vendorId === vendorId || fault.vendorId === '*'));
      const found = waiting[at];
      if (!found) return undefined;
      waiting = waiting.flatMap((entry, i) => (i !== at ? [entry] : entry.left > 1 ? [{ ...entry, left: entry.left - 1 }] : []));
      return found.fault;
    },
    clear: () => {
      waiting = [];
    },
  };
}

/** Reads the body of the control endpoint: a list of faults; undefined when any of them is not one. */
export function parseFaults(body: unknown): readonly Fault[] | undefined {
  if (!Array.isArray(body)) return undefined;
  const faults = body.map(parseFault).filter((fault) => fault !== undefined);
  return faults.length === body.length ? faults : undefined;
}

function parseFault(raw: unknown): Fault | undefined {
  if (!isPlain(raw)) return undefined;
  const { vendorId, amount, cause, times } = raw;
  const step = STEPS.find((known) => known === raw['step']);
  const kind = FAULT_KINDS.find((known) => known === raw['kind']);
  const fields = fieldsIn(raw['fields']);
  if (typeof vendorId !== 'string' || !step || !kind || fields === 'wrong') return undefined;
  if (!isCount(times) || !isText(amount, /^\d{1,6}(\.\d{1,2})?$/) || !isText(cause, /\S/)) return undefined;
  return { vendorId, step, kind, ...(amount && { amount }), ...(cause && { cause }), ...(times && { times }), ...fields };
}

function isCount(value: unknown): value is number | undefined {
  return value === undefined || (typeof value === 'number' && Number.isInteger(value) && value > 0);
}

function isText(value: unknown, form: RegExp): value is string | undefined {
  return value === undefined || (typeof value === 'string' && form.test(value));
}

function fieldsIn(raw: unknown): { readonly fields?: readonly string[] } | 'wrong' {
  if (raw === undefined) return {};
  if (!Array.isArray(raw)) return 'wrong';
  const fields = raw.filter((field) => typeof field === 'string');
  return fields.length === raw.length ? { fields } : 'wrong';
}
