import fc from 'fast-check';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { openRequest } from '../../shared/dialogue/requests.ts';
import { resolveNeed } from '../../shared/dialogue/resolve-need.ts';
import type { StepContext } from '../../shared/dialogue/state.ts';
import { money } from '../../shared/money.ts';
import type { Brief } from '../../shared/trip/brief.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { NOW } from './ports.ts';

/** All that may be known of somebody who travels, with values that nothing else has. */
export const PROFILE = fc.record({
  given: fc.stringMatching(/^G[a-z]{7,12}$/),
  family: fc.stringMatching(/^F[a-z]{7,12}$/),
  email: fc.stringMatching(/^e[a-z]{8}@[a-z]{8}\.example$/),
  phone: fc.stringMatching(/^\+336[1-9]{8}$/),
  born: fc.integer({ min: 1940, max: 2004 }).map((year) => `${year}-07-23`),
  licence: fc.stringMatching(/^L[0-9]{11}$/),
  traveller: fc.stringMatching(/^alexa:[a-z0-9]{24}$/),
  key: fc.stringMatching(/^k[a-z0-9]{20}$/),
  secret: fc.stringMatching(/^s[a-z0-9]{20}$/),
  budget: fc.integer({ min: 111_111, max: 999_999 }),
  heard: fc.stringMatching(/^c'est pour les soixante ans de [A-Z][a-z]{8}$/),
});
export type Profile = typeof PROFILE extends fc.Arbitrary<infer P> ? P : never;

const BRIEF: Brief = {
  where: ['resort:les-arcs'],
  start: '2027-03-20',
  end: '2027-03-25',
  party: { adults: 2, children: 1, childAges: [8] },
  needs: [{ id: 'need-1', category: 'lodging', requirements: [{ attr: 'spa', op: 'eq', value: true, strength: 'wish' }] }],
  skipped: [],
  declined: [],
};
export const ctxOf = (): StepContext => ({
  now: NOW,
  locale: 'fr-FR',
  timeZone: 'Europe/Paris',
  settings: { operatorRole: 'organiser', sandbox: true },
  measure: () => ({ words: 0, characters: 0 }),
  fresh: { tripId: 't', key: 'k', secret: 's', code: '1' },
});

/** A trip as far as it can be before anything was chosen, of somebody about whom everything is known. */
export function tripOf(profile: Profile, over: Partial<Brief> = {}): Trip {
  const { given, family, email, phone, born, licence, traveller, key, secret, budget } = profile;
  const base = newTrip({ id: `trip-${key}`, key, secret, traveller, now: NOW });
  const brief: Brief = { ...BRIEF, budget: { max: money(budget), scope: 'total' }, ...over };
  const details = {
    'passengers.1.given_name': given,
    'passengers.1.birth_date': born,
    'driver.licence_number': licence,
    'contact.email': email,
    'contact.phone': phone,
  };
  const filled: Trip = { ...base, brief, leadName: { given, family }, details };
  const need = brief.needs[0];
  return need ? openRequest(filled, resolveNeed(brief, need), ctxOf(), { wait: false, invited: [] }).trip : filled;
}

/** A value as it could be hidden in a text. */
function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    value.toLowerCase(),
    encodeURIComponent(value),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
    [...value].reverse().join(''),
  ];
}

/** What of a profile is in a text, in whatever form. */
export function leaks(sent: string, profile: Profile): readonly string[] {
  const { budget, heard, ...texts } = profile;
  const amounts = [String(budget), (budget / 100).toFixed(2), String(Math.floor(budget / 100))];
  const secrets = [...Object.values(texts), heard, `trip-${profile.key}`, ...amounts];
  return secrets.flatMap((secret) => formsOf(secret).flatMap((form) => (sent.includes(form) ? [`${secret} left as ${form}`] : [])));
}
