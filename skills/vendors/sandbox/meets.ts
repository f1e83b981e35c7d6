import { itemFact } from '../../../shared/market/facts.ts';
import type { Item } from '../../../shared/market/offer.ts';
import type { WireRequirement } from '../../../shared/market/wire.ts';

/** The wire writes attributes in snake_case, items hold them in camelCase; tags are the same in both. */
export function fromSnake<R extends WireRequirement>(requirement: R): R {
  const camel = requirement.attr.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return CAMEL_FACTS.has(camel) ? { ...requirement, attr: camel } : requirement;
}

const CAMEL_FACTS = new Set([
  'bagsPerPerson',
  'slopesMinutes',
  'centreMinutes',
  'drivenWheels',
  'winterEquipment',
  'minDriverAge',
  'leaveMinutes',
  'arriveMinutes',
  'returnMinutes',
  'homeMinutes',
  'shortModel',
  'aboutPerPerson',
]);

export type Met = 'met' | 'not_met' | 'partial';

/** What a vendor may honestly say of one requirement; undefined when its item does not tell. */
export function metBy(item: Item, refundable: boolean, { attr, op, value }: WireRequirement): Met | undefined {
  const fact = attr === 'refundable' ? refundable : itemFact(item, attr);
  if (fact === undefined) return undefined;
  return holds(fact, op, value) ? 'met' : 'not_met';
}

function holds(fact: string | number | boolean, op: WireRequirement['op'], value: WireRequirement['value']): boolean {
  switch (op) {
    case 'eq':
      return typeof value === 'string' && value.startsWith('not:') ? fact !== value.slice(4) : fact === value;
    case 'gte':
      return typeof fact === 'number' && typeof value === 'number' && fact >= value;
    case 'lte':
      return typeof fact === 'number' && typeof value === 'number' && fact <= value;
  }
}

/** How many of the requirements an item misses or does not tell. */
export function missesOf(item: Item, refundable: boolean, wanted: readonly WireRequirement[]): number {
  return wanted.filter((requirement) => metBy(item, refundable, requirement) !== 'met').length;
}
