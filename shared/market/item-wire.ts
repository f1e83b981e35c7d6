import { parseDecimal, toDecimal } from '../money.ts';
import { isLocalDate, isLocalTime } from '../time.ts';
import { type Field, ITEM_FIELDS, type ItemCategory, LEG_FIELDS } from './item-fields.ts';
import type { Item } from './offer.ts';
import { isPlain, type Plain } from './read.ts';
import { mixesScripts, vendorName } from './vendor-text.ts';

type Fields = Readonly<Record<string, Field>>;

export type ItemRead = { readonly ok: true; readonly item: Item } | { readonly ok: false; readonly problems: readonly string[] };

/** Item facts in snake_case with `category`; facts the vendor does not state are left out. Money as a decimal string and a currency. */
export function itemToWire(item: Item): Readonly<Record<string, unknown>> {
  return { category: item.category, ...toWire({ ...item }, ITEM_FIELDS[item.category]) };
}

/** Reads `item` of a wire offer. Unknown keys are dropped, texts cleaned, and every wrong or missing fact is a problem naming its path. */
export function itemFromWire(wire: unknown): ItemRead {
  if (!isPlain(wire)) return { ok: false, problems: ['item: not an object'] };
  const category = wire['category'];
  if (!isItemCategory(category)) return { ok: false, problems: ['item.category: not one that is asked for'] };
  const problems: string[] = [];
  const item = { category, ...fromWire(wire, ITEM_FIELDS[category], 'item', problems) };
  return isItem(item, problems) ? { ok: true, item } : { ok: false, problems };
}

/** "minDriverAge" → "min_driver_age": the wire's spelling of a fact or an attribute. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isItemCategory(value: unknown): value is ItemCategory {
  return typeof value === 'string' && Object.hasOwn(ITEM_FIELDS, value);
}

/** True when the table found nothing wrong: ITEM_FIELDS holds every fact of Item, so the value is one. */
function isItem(value: unknown, problems: readonly string[]): value is Item {
  return problems.length === 0 && isPlain(value);
}

function toWire(facts: Plain, fields: Fields): Plain {
  const wire: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = facts[name];
    if (value !== undefined) wire[snake(name)] = valueToWire(value, field);
  }
  return wire;
}

function valueToWire(value: unknown, field: Field): unknown {
  if (field.type === 'leg' && isPlain(value)) return toWire(value, LEG_FIELDS);
  if (field.type !== 'money' || !isPlain(value)) return value;
  const { minor, currency } = value;
  if (typeof minor !== 'number' || typeof currency !== 'string') return value;
  return { amount: toDecimal({ minor, currency }), currency };
}

function fromWire(wire: Plain, fields: Fields, at: string, problems: string[]): Plain {
  const facts: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const path = `${at}.${snake(name)}`;
    const raw = wire[snake(name)];
    if (raw === undefined || raw === null) {
      if (!field.optional) problems.push(`${path}: missing`);
      continue;
    }
    const value = valueFromWire(raw, field, path, problems);
    if (value === undefined) problems.push(`${path}: not ${EXPECTED[field.type]}`);
    else facts[name] = value;
  }
  return facts;
}

const EXPECTED: Readonly<Record<Field['type'], string>> = {
  text: 'a text of 1 to 80 characters in one script',
  place: 'a place id',
  date: 'a day YYYY-MM-DD',
  time: 'a time HH:MM',
  date_time: 'a civil moment YYYY-MM-DDTHH:MM',
  day_or_moment: 'a day or a civil moment',
  boolean: 'true or false',
  tags: 'a list of at most 60 tags',
  leg: 'one way of a journey',
  money: 'an amount and a currency',
  integer: 'a whole number in range',
  number: 'a number in range',
  one_of: 'one of the known values',
};

function valueFromWire(raw: unknown, field: Field, path: string, problems: string[]): unknown {
  switch (field.type) {
    case 'text':
      return readText(raw);
    case 'tags':
      return readTags(raw);
    case 'leg':
      return isPlain(raw) ? fromWire(raw, LEG_FIELDS, path, problems) : undefined;
    case 'money':
      return readMoney(raw);
    case 'integer':
    case 'number':
      return isInRange(raw, field) ? raw : undefined;
    case 'one_of':
      return field.values.some((value) => value === raw) ? raw : undefined;
    case 'place':
    case 'date':
    case 'time':
    case 'date_time':
    case 'day_or_moment':
    case 'boolean':
      return FORMS[field.type](raw) ? raw : undefined;
  }
}

const FORMS = {
  place: (raw: unknown) => typeof raw === 'string' && /^[A-Za-z0-9][\p{L}\p{N}:_.'-]{1,79}$/u.test(raw),
  date: isLocalDate,
  time: isLocalTime,
  date_time: isMoment,
  day_or_moment: (raw: unknown) => isLocalDate(raw) || isMoment(raw),
  boolean: (raw: unknown) => typeof raw === 'boolean',
} as const;

function isInRange(raw: unknown, field: { readonly type: 'integer' | 'number'; readonly min: number; readonly max: number }): boolean {
  if (typeof raw !== 'number' || (field.type === 'integer' && !Number.isInteger(raw))) return false;
  return raw >= field.min && raw <= field.max;
}

function readText(raw: unknown): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const text = vendorName(raw);
  return text === '' || mixesScripts(text) ? undefined : text;
}

function isMoment(raw: unknown): boolean {
  return typeof raw === 'string' && raw[10] === 'T' && isLocalDate(raw.slice(0, 10)) && isLocalTime(raw.slice(11));
}

function readTags(raw: unknown): readonly string[] | undefined {
  if (!Array.isArray(raw) || raw.length > 60) return undefined;
  const tags = raw.filter((tag): tag is string => typeof tag === 'string' && /^[a-z0-9][a-z0-9_]{0,39}$/.test(tag));
  return tags.length === raw.length ? [...new Set(tags)].sort() : undefined;
}

function readMoney(raw: unknown): unknown {
  if (!isPlain(raw) || typeof raw['currency'] !== 'string') return undefined;
  const value = parseDecimal(raw['amount'], raw['currency']);
  return value && value.minor > 0 ? value : undefined;
}
