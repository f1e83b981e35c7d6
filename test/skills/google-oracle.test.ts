import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDescriptor, DESCRIPTOR } from '../../scripts/google-protos.ts';
import { edge, golden } from '../support/google.ts';
import { judge, type Webhook } from '../support/google-judge.ts';

const names = readdirSync(new URL('../golden/google', import.meta.url)).map((file) => file.replace(/\.json$/, ''));
const version = (name: string): 'v2' | 'cx.v3' => (name.startsWith('cx-') ? 'cx.v3' : 'v2');

const REPLIES = {
  question: {},
  offers: {
    sentences: ['En tête, Les Arcs : 2944 euros.', 'Le moins cher, c’est Valmorel, à 2350.', 'Lequel vous tente ?'],
    suggestions: ['Les Arcs', 'Valmorel', 'La Clusaz', 'Un hôtel beaucoup plus près des pistes de ski de la station', 'Les Arcs'],
    display: { title: 'Trois voyages', items: [{ label: 'Les Arcs', detail: '2944 €', say: 'Les Arcs' }, { label: 'Valmorel' }] },
    trip: { id: 't-1', brief: {}, summary: [], proposals: [], bookings: [], page: '/trips/t-1?key=k' },
  },
  end: { sentences: ['C’est réservé.', 'Bonne soirée samedi.'], expectsReply: false, suggestions: ['Merci'] },
} as const;

describe('what Google itself says of our JSON', () => {
  test('the committed descriptor is what the published protos compile to', () => {
    const dir = mkdtempSync(join(tmpdir(), 'descriptor-'));
    try {
      buildDescriptor(join(dir, 'all.binpb'));
      expect(readFileSync(join(dir, 'all.binpb')).equals(readFileSync(DESCRIPTOR))).toBe(true);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  test.each<[string, Webhook, unknown]>([
    ['a field that does not exist', 'v2.WebhookResponse', { fulfilmentText: 'x' }],
    ['a lifespan that is no whole number', 'v2.WebhookResponse', { outputContexts: [{ name: 'n', lifespanCount: 1.5 }] }],
    ['a platform of the beta only', 'v2.WebhookResponse', { fulfillmentMessages: [{ platform: 'TELEPHONY' }] }],
    ['a merge behaviour unheard of', 'cx.v3.WebhookResponse', { fulfillmentResponse: { mergeBehavior: 'OVERWRITE' } }],
    ['two transitions at once', 'cx.v3.WebhookResponse', { targetPage: 'a', targetFlow: 'b' }],
  ])('the judge refuses %s', (_, type, value) => {
    expect(() => judge(type, value)).toThrow();
  });

  test.each(names)('%s is a request that Google could send', (name) => {
    judge(`${version(name)}.WebhookRequest`, golden(name));
  });

  test.each(names.flatMap((name) => Object.keys(REPLIES).map((kind) => [name, kind] as const)))(
    '%s, answered with %s, is an answer that Google takes',
    async (name, kind) => {
      const answer = await edge(REPLIES[kind as keyof typeof REPLIES], { baseUrl: 'https://concierge.example' }).post(golden(name));
      expect(answer.status).toBe(200);
      judge(`${version(name)}.WebhookResponse`, answer.json);
    },
  );
});
