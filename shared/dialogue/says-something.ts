import type { Heard } from './act.ts';

/** Slots that are no value of the trip. */
const UNSAID: ReadonlySet<string> = new Set('select selectBy alsoSelect sort ask changed keep trip activity seller but'.split(' '));

/** A value, a need or a wish came with the words. */
export function saysSomething(heard: Heard): boolean {
  const { slots, needs, needsNot, prefs, prefsNot, doubts, acts } = heard;
  const values = Object.keys(slots).filter((key) => !UNSAID.has(key));
  const picks = acts.includes('select') && values.every((key) => key === 'destination') && needsNot.length + prefsNot.length === 0;
  return (
    (values.length > 0 ||
      needs.length > 0 ||
      needsNot.length > 0 ||
      prefs.length > 0 ||
      prefsNot.length > 0 ||
      doubts.length > 0 ||
      acts.includes('request')) &&
    !picks &&
    !acts.includes('why')
  );
}
