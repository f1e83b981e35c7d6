import fc from 'fast-check';
import EN_LETTERS from '../../locales/en-US/letters.json' with { type: 'json' };
import EN from '../../locales/en-US/vendors.json' with { type: 'json' };
import FR_LETTERS from '../../locales/fr-FR/letters.json' with { type: 'json' };
import FR from '../../locales/fr-FR/vendors.json' with { type: 'json' };
import { ITEM_FIELDS } from '../../shared/market/item-fields.ts';
import { itemToWire } from '../../shared/market/item-wire.ts';
import type { Item, Offer } from '../../shared/market/offer.ts';
import { parseOffer } from '../../shared/market/parse-offer.ts';
import { rank } from '../../shared/market/rank.ts';
import { placeById } from '../../shared/places/places.ts';
import { CATEGORIES, type Category } from '../../shared/trip/brief.ts';
import { type Question, questionsOf, tagsOf } from '../../skills/vendors/form/fields.ts';
import { readForm } from '../../skills/vendors/form/read.ts';
import { ITEMS } from '../market/items.ts';
import { ODILE, requestFor } from '../support/vendor-form.ts';

const NOW = '2026-11-21T10:00:00.000Z';
const WIRE_ID = 'req_K2Z9';
const FROM = { vendorId: ODILE.id, vendorName: ODILE.name, demo: false, wireRequestId: WIRE_ID, placeOf: placeById };

function requestOf(category: Item['category']) {
  if (category !== 'restaurant') return requestFor(category);
  return requestFor(category, {
    where: ['city:FR:annecy'],
    start: '2026-11-28',
    end: '2026-11-28',
    time: '20:00',
    party: { adults: 2, childAgeBands: [] },
  });
}

/** What somebody types who sells exactly this item. */
function typed(item: Item, question: Question): string {
  const [, first = '', second] = question.name.split('.');
  const wire = itemToWire(item);
  const inner = second === undefined ? wire[first] : (wire[first] as Record<string, unknown> | undefined)?.[second];
  if (inner === undefined) return '';
  if (typeof inner === 'boolean') return inner ? 'yes' : 'no';
  if (question.type === 'amount') return String((inner as { amount: string }).amount);
  if (question.type === 'time')
    return (
      String(inner)
        .slice(-5)
        .match(/^\d\d:\d\d$/)?.[0] ?? ''
    );
  return String(inner);
}

interface Terms {
  readonly euros: number;
  readonly freeUntil: string;
  readonly lateFee: string;
}

/** The same thing sold over the API, as a careful integrator writes it. */
function overApi(item: Item, { euros, freeUntil, lateFee }: Terms) {
  const total = `${euros}.00`;
  const schedule = [
    ...(freeUntil === '' ? [] : [{ until: `${freeUntil}T23:59:00+01:00`, fee: '0.00' }]),
    ...(lateFee === '' || Number(lateFee) >= euros ? [] : [{ until: '2027-03-20T00:00:00+01:00', fee: `${lateFee}.00` }]),
  ];
  const first = schedule[0]?.fee;
  return {
    offer_id: 'api-1',
    request_id: WIRE_ID,
    revision: 1,
    terms_response: 'accept',
    seller: { legal_name: 'Chez Odile', brand: 'Chez Odile', country: 'FR' },
    item: itemToWire(item),
    meets: [],
    price: {
      total,
      currency: 'EUR',
      breakdown: [{ type: 'base', label: 'room', amount: total }],
      due_now: '0.00',
      due_later: [],
      due_at_destination: total,
    },
    cancellation: {
      refundability: first === undefined ? 'non_refundable' : first === '0.00' ? 'refundable' : 'partially_refundable',
      schedule,
    },
    inclusions: [],
    hold: { possible: true, max_minutes: 2_880, fee: '0.00' },
    valid_until: '2026-11-23T10:00:00Z',
    data_needed: { for_hold: [], for_confirm: ['lead.family_name', 'contact.relay'] },
    intermediary_remuneration: { kind: 'none' },
  };
}

function overForm(item: Item, { euros, freeUntil, lateFee }: Terms) {
  const request = requestOf(item.category);
  const questions = questionsOf(request, placeById);
  const tags: [string, string][] = 'has' in item ? item.has.map((tag) => ['has', tag]) : [];
  const fields: [string, string][] = questions.map((question) => [question.name, typed(item, question)]);
  const rest: [string, string][] = [
    ['total', String(euros)],
    ['free_until', freeUntil],
    ['late_fee', lateFee],
    ['keep', '48'],
    ['terms', 'accept'],
  ];
  return readForm(new URLSearchParams([...fields, ...tags, ...rest]), {
    request,
    wireRequestId: WIRE_ID,
    vendor: ODILE,
    questions,
    timeZone: 'Europe/Paris',
    now: NOW,
  });
}

function parsed(wire: unknown, category: Item['category']): Offer {
  const read = parseOffer(wire, requestOf(category), FROM, 'trip-1', NOW);
  if (!read.ok) throw new Error(read.problems.join('; '));
  return read.offer;
}

function written(item: Item, terms: Terms): Offer {
  const read = overForm(item, terms);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return parsed(read.offer, item.category);
}

/** Facts that the page does not ask, because nobody who sells by hand would know them. */
function plain(item: Item): Item {
  if (item.category !== 'restaurant') return item;
  const { trendy: _, ...rest } = item;
  return { ...rest, hasNot: [] };
}

/** Everything but the ids, which say nothing of the way. */
function told({ id: _, vendorOfferId: __, commitment: ___, ...offer }: Offer): unknown {
  return { ...offer, item: { ...offer.item, hasNot: [] } };
}

const euros = fc.integer({ min: 20, max: 5_000 });
const freeUntil = fc.constantFrom('', '2027-02-01', '2027-03-13');
const lateFee = fc.constantFrom('', '10', '19');
const terms = fc.record({ euros, freeUntil, lateFee });

describe('an offer of the page', () => {
  test.each(Object.keys(ITEMS) as (keyof typeof ITEMS)[])('for a %s is the same offer as over the API, but for its id', (category) => {
    const item = plain(ITEMS[category]);
    const sold: Terms = { euros: 412, freeUntil: category === 'restaurant' ? '' : '2027-03-01', lateFee: '' };
    const read = parseOffer({ ...overApi(item, sold) }, requestOf(category), FROM, 'trip-1', NOW);
    expect(read).toMatchObject({ ok: true });
    const carrier = category === 'flight' ? ['lead.given_name', 'lead.family_name'] : ['lead.family_name'];
    expect(told(written(item, sold))).toEqual({
      ...(told(parsed(overApi(item, sold), category)) as object),
      dataNeeded: { forHold: [], forConfirm: [...carrier, 'contact.relay'] },
    });
  });

  test('takes the rank that the same offer over the API would take', () => {
    const room = ITEMS.lodging;
    const need = {
      id: 'need-2',
      category: 'lodging',
      requirements: [{ attr: 'breakfast', op: 'eq', value: true, strength: 'wish' }],
    } as const;
    const at = { need, brief: { needs: [need], skipped: [] }, now: NOW } as unknown as Parameters<typeof rank>[1];
    fc.assert(
      fc.property(terms, fc.array(terms, { minLength: 1, maxLength: 6 }), fc.boolean(), (mine, others, breakfast) => {
        const field = others.map((each, i) => ({ ...parsed(overApi(room, each), 'lodging'), id: `rfo-2/v${i}/o`, vendorId: `v${i}` }));
        const item = { ...room, breakfast };
        const [byForm, byApi] = [written(item, mine), parsed(overApi(item, mine), 'lodging')].map((offer) => ({
          ...offer,
          id: 'rfo-2/me/o',
          vendorId: 'me',
        }));
        const placeOf = (offer: Offer | undefined) => rank(offer ? [...field, offer] : field, at, 'secret').fitting.map(({ key }) => key);
        expect(placeOf(byForm)).toEqual(placeOf(byApi));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the words of the page', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, Array.isArray(inner) ? 'list' : shape(inner)]))
      : 'text';
  const holes = (value: unknown): string =>
    [...JSON.stringify(value).matchAll(/\{(\w+)\}/g)]
      .map(([, name]) => name)
      .toSorted()
      .join();

  test('are the same in both languages, with the same holes', () => {
    expect(shape([EN, EN_LETTERS])).toEqual(shape([FR, FR_LETTERS]));
    expect(holes([EN, EN_LETTERS])).toBe(holes([FR, FR_LETTERS]));
  });

  test.each([['fr-FR', FR] as const, ['en-US', EN] as const])('%s has one for every fact, value and tag that can be asked', (_, form) => {
    const values: Readonly<Record<string, Readonly<Record<string, string>>>> = form.values;
    const missing = (CATEGORIES satisfies readonly Category[]).flatMap((category) => {
      const questions = questionsOf(requestOf(category), placeById);
      const labels = questions.filter(({ label }) => !Object.hasOwn(form.labels, label)).map(({ label }) => label);
      const options = questions.flatMap(({ type, label, options: list = [] }) =>
        type === 'choice' ? list.filter((value) => !Object.hasOwn(values[label] ?? {}, value)).map((value) => `${label}.${value}`) : [],
      );
      const tags = tagsOf(requestOf(category)).filter((tag) => !Object.hasOwn(form.tags, tag));
      return [...labels, ...options, ...tags, ...(Object.hasOwn(form.categories, category) ? [] : [category])];
    });
    expect(missing).toEqual([]);
  });

  test('no fact of any category is left out but those that the request fixes', () => {
    const asked = (category: Item['category']) =>
      new Set(questionsOf(requestOf(category), placeById).map(({ name }) => name.split('.')[1] ?? ''));
    const left = CATEGORIES.map((category) => [category, Object.keys(ITEM_FIELDS[category]).length - asked(category).size]);
    expect(Object.fromEntries(left)).toEqual({
      flight: 0,
      train: 0,
      lodging: 4,
      car: 3,
      ski_hire: 1,
      ski_pass: 0,
      transfer: 0,
      restaurant: 3,
    });
  });
});
