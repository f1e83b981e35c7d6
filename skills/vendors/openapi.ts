import { type Field, ITEM_FIELDS, LEG_FIELDS } from '../../shared/market/item-fields.ts';
import { snake } from '../../shared/market/item-wire.ts';
import SCHEMAS from './schemas.json' with { type: 'json' };

type Schema = Readonly<Record<string, unknown>>;

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** The messages of the protocol by name, and the schema of their data. */
const BUYER_MESSAGES: Readonly<Record<string, string>> = {
  'request.published': 'Request',
  'request.revised': 'Request',
  'request.withdrawn': 'Withdrawal',
  'bafo.invited': 'Invitation',
  'offer.received': 'Receipts',
  'offer.refused': 'Refused',
  'offer.declined': 'NotSelected',
  'question.answered': 'Answered',
  'change.answered': 'ChangeAnswered',
  'offer.accepted': 'Acceptance',
  'reservation.cancel_requested': 'Cancel',
  'reservation.status_requested': 'StatusQuery',
};
const RESERVATION_MESSAGES: Readonly<Record<string, string>> = {
  'reservation.held': 'Held',
  'reservation.confirmed': 'Confirmed',
  'reservation.pending': 'Pending',
  'reservation.failed': 'Failed',
  'reservation.none': 'Nothing',
  'reservation.released': 'Nothing',
  'reservation.cancel_quoted': 'CancelQuoted',
  'reservation.cancelled': 'Cancelled',
};
const OFFER_MESSAGES: Readonly<Record<string, string>> = { 'offer.submitted': 'Offer', 'request.declined': 'Declined' };
/** What a vendor says by itself, posted to the same address as its late offers. */
const NEWS_MESSAGES: Readonly<Record<string, string>> = {
  'question.asked': 'Question',
  'reservation.changed': 'Changed',
  'reservation.cancelled': 'Cancelled',
  'fulfilment.update': 'Update',
};

/** The OpenAPI 3.1 document of the vendor side: what we send (webhooks) and what we take (paths). */
export function openApi(baseUrl: string): Schema {
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Open Request for Offers',
      version: '1.0.0',
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'A traveller states a need, vendors compete for it with sealed offers. Every message is a CloudEvent in structured JSON, signed as a Standard Webhook. Money is decimal strings. A vendor has one endpoint for all our messages and may answer in the 200 body, or answer 202 and post its offers later.',
    },
    servers: [{ url: baseUrl }],
    security: [{ webhookSignature: [] }],
    webhooks: Object.fromEntries(Object.entries(BUYER_MESSAGES).map(([name, data]) => [name, { post: webhook(name, data) }])),
    paths: {
      '/vendors/v1/requests/{request_id}/offers': { post: postOffers() },
      '/vendors/v1/requests/{request_id}/evidence': { get: getEvidence() },
      '/vendors/v1/terms': { get: readable('terms', "The buyer's terms, accepted by their hash") },
      '/vendors/v1/rules': { get: readable('rules', 'How offers are ranked, by its hash') },
      '/vendors/v1/openapi.json': { get: readable('openapi', 'This document') },
    },
    components: {
      securitySchemes: {
        webhookSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description:
            'Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature (v1, HMAC-SHA256). Two secrets may be valid at once.',
        },
      },
      schemas: { ...SCHEMAS, ...itemSchemas() },
    },
  };
}

/** A CloudEvent of one name around its data. */
function eventOf([name, data]: readonly [string, string]): Schema {
  return {
    type: 'object',
    required: ['specversion', 'id', 'type', 'source', 'subject', 'data'],
    properties: {
      specversion: { const: '1.0' },
      id: { type: 'string', description: 'Unique for the source: receivers take it once.' },
      type: { const: `org.rfo.${name}.v1` },
      source: { type: 'string', format: 'uri-reference' },
      subject: { type: 'string', description: "The vendor's id of the request." },
      time: ref('Instant'),
      datacontenttype: { const: 'application/json' },
      data: ref(data),
    },
  };
}

function body(messages: Readonly<Record<string, string>>): Schema {
  const event: Schema = { oneOf: Object.entries(messages).map(eventOf) };
  return {
    'application/cloudevents+json': { schema: event },
    'application/cloudevents-batch+json': { schema: { type: 'array', maxItems: 50, items: event } },
  };
}

function webhook(name: string, data: string): Schema {
  const answers = name.startsWith('request.') || name === 'bafo.invited' ? OFFER_MESSAGES : RESERVATION_MESSAGES;
  return {
    operationId: name,
    requestBody: { required: true, content: { 'application/cloudevents+json': { schema: eventOf([name, data]) } } },
    responses: {
      200: { description: 'The answer', content: body(answers) },
      202: { description: 'The answer comes later' },
      204: { description: 'Nothing to say' },
      422: { description: 'Refused', content: { 'application/problem+json': { schema: ref('Problem') } } },
    },
  };
}

function postOffers(): Schema {
  const problem = (description: string): Schema => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } });
  return {
    operationId: 'submitOffers',
    summary: 'Offers that come after the answer to request.published, a question, and what happens to a reservation',
    parameters: [{ name: 'request_id', in: 'path', required: true, schema: { type: 'string' } }],
    requestBody: { required: true, content: body({ ...OFFER_MESSAGES, ...NEWS_MESSAGES }) },
    responses: {
      200: {
        description: 'A receipt for each message; at least one was taken',
        content: { 'application/json': { schema: ref('Receipts') } },
      },
      400: problem('Not events of this protocol'),
      401: problem('Not signed by the vendor that the request went to'),
      404: problem('No such request'),
      409: problem('A revision that no longer stands, or other content under the same offer id'),
      410: problem('The request is closed'),
      413: problem('Over 256 kB'),
      415: problem('Not JSON'),
      422: problem('Refused, with the reason and the problems'),
      503: problem('Try again'),
    },
  };
}

function getEvidence(): Schema {
  const problem = (description: string): Schema => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } });
  return {
    operationId: 'ownEvidence',
    summary:
      "The vendor's own part of what is on record: a hash-chained log, checked by `npm run verify`. Signed over the path (`/vendors/v1/requests/…/evidence`) in place of a body",
    parameters: [{ name: 'request_id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: {
      200: { description: 'The file, in canonical JSON', content: { 'application/json': { schema: ref('Evidence') } } },
      401: problem('Not signed by the vendor that the request went to'),
      404: problem('No such request'),
    },
  };
}

function readable(operationId: string, description: string): Schema {
  return {
    operationId,
    security: [],
    responses: { 200: { description, content: { 'application/json': { schema: { type: 'object' } } } } },
  };
}

/** One schema per category from the table that items are parsed by. */
function itemSchemas(): Schema {
  const categories = Object.entries(ITEM_FIELDS);
  const named = categories.map(([category, fields]) => [`Item_${category}`, objectOf(fields, { category: { const: category } })] as const);
  return {
    Leg: objectOf(LEG_FIELDS, {}),
    Item: { oneOf: categories.map(([category]) => ref(`Item_${category}`)) },
    ...Object.fromEntries(named),
  };
}

function objectOf(fields: Readonly<Record<string, Field>>, own: Schema): Schema {
  const entries = Object.entries(fields);
  return {
    type: 'object',
    required: [...Object.keys(own), ...entries.filter(([, field]) => !field.optional).map(([name]) => snake(name))],
    properties: { ...own, ...Object.fromEntries(entries.map(([name, field]) => [snake(name), fieldSchema(field)])) },
  };
}

function fieldSchema(field: Field): Schema {
  const day = '\\d{4}-\\d{2}-\\d{2}';
  const time = '([01]\\d|2[0-3]):[0-5]\\d';
  switch (field.type) {
    case 'text':
      return { type: 'string', minLength: 1 };
    case 'place':
      return { type: 'string', minLength: 2, maxLength: 80, description: 'A place_id.' };
    case 'date':
      return ref('Day');
    case 'time':
      return { type: 'string', pattern: `^${time}$` };
    case 'date_time':
      return { type: 'string', pattern: `^${day}T${time}$`, description: 'Civil time at the place.' };
    case 'day_or_moment':
      return { type: 'string', pattern: `^${day}(T${time})?$` };
    case 'boolean':
      return { type: 'boolean' };
    case 'tags':
      return { type: 'array', maxItems: 60, items: ref('Tag') };
    case 'leg':
      return ref('Leg');
    case 'money':
      return ref('Money');
    case 'integer':
    case 'number':
      return { type: field.type, minimum: field.min, maximum: field.max };
    case 'one_of':
      return { enum: field.values };
  }
}
