import { type Heard, NOTHING_HEARD, type Slots } from '../dialogue/act.ts';
import type { Reading } from './found.ts';
import { hits, matches } from './hits.ts';
import { isDenied } from './listed.ts';

const OPTIONS: readonly NonNullable<Slots['option']>[] = ['accept', 'rebook', 'refund', 'voucher'];

/** What is chosen of what a vendor leaves open after a change: the last that was named and not declined. Undefined where nothing of it is named, or only asked about. */
export function optionSaid(plain: string, reading: Reading): Heard | undefined {
  if (reading.context.asked !== 'option' || matches(reading.grammar, 'questions', plain)) return undefined;
  const named = hits(reading.grammar, 'options', plain)
    .filter(({ make, at, length }) => make === 'refuse' || !isDenied(plain, at - 1, length, reading))
    .toSorted((a, b) => a.at - b.at);
  const last = named.at(-1);
  const option = OPTIONS.find((each) => each === last?.make);
  if (option !== undefined) return { ...NOTHING_HEARD, acts: ['select'], slots: { option } };
  return last?.make === 'refuse' ? { ...NOTHING_HEARD, acts: ['deny'] } : undefined;
}
