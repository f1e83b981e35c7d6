import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { openApi } from '../../skills/vendors/openapi.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const WIRE = fileURLToPath(new URL('../../shared/market/wire.ts', import.meta.url));
const types = createGenerator({
  path: WIRE,
  type: '*',
  skipTypeCheck: true,
  tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
}).createSchema('*');
const document = openApi('https://concierge.example');

/** A schema with its references followed and its parts joined, down to members, their kinds and which are needed. */
function shapeOf(schema: unknown, root: unknown, path = ''): Json {
  const seen = resolved(schema, root);
  const { properties = {}, required = [], items, anyOf, oneOf } = seen;
  if (isObject(properties) && Object.keys(properties).length > 0) {
    const members = Object.entries(properties).map(([name, inner]) => [
      name,
      OPEN.has(name) ? {} : shapeOf(inner, root, `${path}.${name}`),
    ]);
    return { members: Object.fromEntries(members), required: Array.isArray(required) ? [...required].sort() : [] };
  }
  if (items !== undefined) return { items: shapeOf(items, root, `${path}[]`) };
  const either = anyOf ?? oneOf;
  return Array.isArray(either) ? {} : kindOf(seen);
}

/** Facts of an item differ by category, and have a test of their own. */
const OPEN = new Set(['item', 'buyer']);

function kindOf({ type, const: only, enum: values }: Json): Json {
  if (only !== undefined) return { values: [only] };
  if (Array.isArray(values)) return { values: [...values].sort() };
  return { type: Array.isArray(type) ? [...type].sort() : type === 'integer' ? 'number' : type };
}

/** The document may name the values of what is any text to the types; nothing else may differ. */
function loosened(documented: unknown, typed: unknown): unknown {
  if (!isObject(documented) || !isObject(typed)) return documented;
  const isText = typed['type'] === 'string' && listed(documented['values']).every((value) => typeof value === 'string');
  if (isText && documented['values'] !== undefined) return typed;
  return Object.fromEntries(Object.entries(documented).map(([name, inner]) => [name, loosened(inner, typed[name])]));
}

function resolved(schema: unknown, root: unknown): Json {
  if (!isObject(schema)) return {};
  const { $ref, allOf, ...own } = schema;
  const parts = [
    ...(typeof $ref === 'string' ? [resolved(pointed($ref, root), root)] : []),
    ...(Array.isArray(allOf) ? allOf.map((part) => resolved(part, root)) : []),
    own,
  ];
  const joined = Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
  const required = parts.flatMap((part) => listed(part['required']));
  const properties = Object.fromEntries(parts.flatMap((part) => Object.entries(Object(part['properties']))));
  return {
    ...joined,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  };
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function pointed(ref: string, root: unknown): unknown {
  return ref
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part.replaceAll('~1', '/').replaceAll('~0', '~')))
    .reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), root);
}

/** The data of every event in a union of events, by the event's name. */
function dataByName(union: string): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const walk = (schema: unknown): void => {
    const { anyOf, properties } = resolved(schema, types);
    for (const part of listed(anyOf)) walk(part);
    if (!isObject(properties)) return;
    const { type, data } = properties;
    const names = isObject(type) ? [type['const'], ...listed(type['enum'])] : [];
    for (const name of names) if (typeof name === 'string') found.set(name.slice('org.rfo.'.length, -'.v1'.length), data);
  };
  walk({ $ref: `#/definitions/${union}` });
  return found;
}

/** The name of the event that a schema describes, if it does. */
function eventName({ properties }: Json): string | undefined {
  const type = isObject(properties) ? properties['type'] : undefined;
  const name = isObject(type) ? type['const'] : undefined;
  return typeof name === 'string' ? name.slice('org.rfo.'.length, -'.v1'.length) : undefined;
}

/** The same of the document: what we send is under webhooks, what we take in bodies and answers. */
function described(): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const name = isObject(value) ? eventName(value) : undefined;
    if (name !== undefined && isObject(value)) found.set(name, Object(value['properties'])['data']);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk([document['webhooks'], document['paths']]);
  return found;
}

const documented = described();

test.each([...dataByName('BuyerMessage'), ...dataByName('VendorMessage')])(
  'the type and the schema of %s have the same members',
  (name, data) => {
    expect(documented.has(name)).toBe(true);
    const typed = shapeOf(data, types);
    expect(loosened(shapeOf(documented.get(name), document), typed)).toEqual(typed);
  },
);

test('the document describes no message that the types do not know, and all that market.md names', () => {
  const known = [...dataByName('BuyerMessage').keys(), ...dataByName('VendorMessage').keys()].sort();
  expect([...documented.keys()].sort()).toEqual(known);
  expect(known).toEqual([
    'bafo.invited',
    'change.answered',
    'fulfilment.update',
    'offer.accepted',
    'offer.declined',
    'offer.received',
    'offer.refused',
    'offer.submitted',
    'question.answered',
    'question.asked',
    'request.declined',
    'request.published',
    'request.revised',
    'request.withdrawn',
    'reservation.cancel_quoted',
    'reservation.cancel_requested',
    'reservation.cancelled',
    'reservation.changed',
    'reservation.confirmed',
    'reservation.failed',
    'reservation.held',
    'reservation.none',
    'reservation.pending',
    'reservation.released',
    'reservation.status_requested',
  ]);
});
