import type { Category, Need, Requirement } from '../trip/brief.ts';
import { requirementOf } from '../trip/categories.ts';
import type { Heard, Slots } from './act.ts';
import type { Merged } from './merge.ts';

/** The wish words' own prefixes, beside the category names. */
const PREFIX: Readonly<Record<string, Category>> = { ride: 'transfer', ski: 'ski_hire' };

/** What a wish word is a wish of; undefined where it is of no one thing. */
export function wishCategory(pref: string): Category | undefined {
  const prefix = pref.split(':', 1)[0] ?? '';
  if (prefix in PREFIX) return PREFIX[prefix];
  return ['flight', 'train', 'lodging', 'car', 'ski_hire', 'ski_pass', 'transfer', 'restaurant'].find(
    (name): name is Category => name === prefix,
  );
}

/** The needs with what was said now of how they are to be. */
export function wishes(merged: Merged, heard: Heard): Merged {
  if (heard.acts.includes('ask') || heard.acts.includes('select')) return merged;
  const own = (prefs: readonly string[]) =>
    merged.brief.needs.every(({ category }) => category === 'restaurant') ? prefs.map(ofTable) : prefs;
  const requirements = [...spoken(own(heard.prefs), true), ...spoken(own(heard.prefsNot), false), ...fromSlots(heard.slots)];
  if (requirements.length === 0) return merged;
  const of = ({ category }: Need) =>
    requirements.filter((entry) => entry.category === category || entry.category === undefined).map((entry) => entry.requirement);
  const needs = merged.brief.needs.map((need) => wishedOf(need, of(need)));
  if (JSON.stringify(needs) === JSON.stringify(merged.brief.needs)) return merged;
  const wished = needs.flatMap((need) =>
    requirements.filter((entry) => entry.category === need.category).map((entry) => `${need.category}.${entry.requirement.attr}`),
  );
  const back = merged.brief.needs.filter((need) => of(need).some((one) => isTakenBack(need, one)));
  const takenBack = back.length > 0 ? { takenBack: back.map(({ category }) => category) } : {};
  return { ...merged, brief: { ...merged.brief, needs }, changed: new Set([...merged.changed, 'wishes' as const]), wished, ...takenBack };
}

/** Where there is only a table, it is the table that is to be quiet. */
function ofTable(pref: string): string {
  return pref === 'lodging:quiet' ? 'restaurant:quiet' : pref;
}

interface Entry {
  readonly category?: Category;
  readonly requirement: Requirement;
}

/** A kind that was asked for and is refused now is only taken back, and so is all of a car: who needs no four-by-four drives one as gladly. Another kind of house is another house. */
function isTakenBack({ category, requirements }: Need, { attr, value }: Requirement): boolean {
  const had = attr === 'kind' ? undefined : requirements.find((each) => each.attr === attr)?.value;
  return had !== undefined && (value === `not:${had}` || (category === 'car' && value === false && had === true));
}

function wishedOf(need: Need, said: readonly Requirement[]): Need {
  const back = said.filter((one) => isTakenBack(need, one)).map(({ attr }) => attr);
  const requirements = need.requirements.filter(({ attr }) => !back.includes(attr));
  return withRequirements(
    { ...need, requirements },
    said.filter(({ attr }) => !back.includes(attr)),
  );
}

function spoken(prefs: readonly string[], wanted: boolean): readonly Entry[] {
  return prefs.flatMap((pref): readonly Entry[] => {
    const category = wishCategory(pref);
    const word = pref.slice(pref.indexOf(':') + 1);
    if (category) return [{ category, requirement: requirementOf(category, word, wanted) }];
    if (pref === 'any:free_cancel') return [{ requirement: { attr: 'refundable', op: 'eq', value: wanted, strength: 'wish' } }];
    if (pref.startsWith('style:trendy'))
      return [
        {
          category: 'restaurant',
          requirement: { attr: 'trendy', op: 'gte', value: 0.5, strength: 'wish', weight: word === 'trendy_moderate' ? 0.6 : 1 },
        },
      ];
    if (pref === 'style:romantic') return [{ category: 'restaurant', requirement: requirementOf('restaurant', 'romantic', wanted) }];
    return [];
  });
}

function fromSlots(slots: Slots): readonly Entry[] {
  const entries: Entry[] = [];
  const put = (
    category: Category,
    attr: string,
    op: Requirement['op'],
    value: Requirement['value'],
    strength: Requirement['strength'] = 'must',
  ) => entries.push({ category, requirement: { attr, op, value, strength } });
  const rooms = slots.rooms ?? slots.apart;
  if (rooms !== undefined) put('lodging', 'rooms', 'gte', rooms);
  if (slots.driverAge !== undefined) put('car', 'minDriverAge', 'lte', slots.driverAge);
  if (slots.stars !== undefined) put('lodging', 'stars', 'gte', slots.stars);
  if (slots.seats !== undefined) put('car', 'seats', 'gte', slots.seats);
  if (slots.skiLevel) put('ski_hire', 'level', 'eq', slots.skiLevel, 'wish');
  if (slots.cuisine) put('restaurant', 'cuisine', 'eq', slots.cuisine);
  if (slots.cabin && slots.cabin !== 'economy') for (const way of ['flight', 'train'] as const) put(way, 'cabin', 'eq', slots.cabin);
  if (slots.bags !== undefined) put('flight', 'bagsPerPerson', 'gte', slots.bags, 'wish');
  return entries;
}

/** The last word on an attribute wins. */
export function withRequirements(need: Need, added: readonly Requirement[]): Need {
  if (added.length === 0) return need;
  const attrs = new Set(added.map((requirement) => requirement.attr));
  // One room is what nobody asks for, unless more were asked for before.
  const isPlain = ({ attr, value }: Requirement) => attr === 'rooms' && value === 1;
  return {
    ...need,
    requirements: [...need.requirements.filter((requirement) => !attrs.has(requirement.attr)), ...added.filter((one) => !isPlain(one))],
  };
}
