import { hear } from '../support/hear.ts';
import { begin, tell } from '../support/play.ts';

test.each([
  ['fr-FR', 'un hôtel à Lyon pour demain soir', '2026-11-22'],
  ['fr-FR', 'un hôtel à Lyon ce soir pour deux', '2026-11-21'],
  ['fr-FR', 'une chambre à Dijon vendredi soir', '2026-11-27'],
  ['en-US', 'a hotel in Lyon tonight for two', '2026-11-21'],
  ['en-US', 'a hotel in Lyon tomorrow night', '2026-11-22'],
])('%s: "%s" is one night', (locale, text, start) => {
  expect(hear(text, { locale }).slots).toMatchObject({ start, oneNight: true });
});

test.each([
  ['fr-FR', 'un hôtel à Lyon à partir de demain soir'],
  ['fr-FR', 'un hôtel à Lyon dès ce soir'],
  ['fr-FR', "un hôtel à Lyon, j'arrive demain soir"],
  ['fr-FR', 'un hôtel à Lyon ce soir pour trois nuits'],
  ['fr-FR', 'un hôtel à Lyon demain'],
  ['fr-FR', 'un hôtel et un train pour Lyon demain soir depuis Paris'],
  ['fr-FR', 'une table à Lyon ce soir pour deux'],
  ['en-US', 'a hotel in Lyon from tonight'],
  ['en-US', 'a hotel in Lyon, arriving tomorrow night'],
  ['en-US', 'a taxi in Lyon tonight'],
])('%s: "%s" is not', (locale, text) => {
  expect(hear(text, { locale }).slots.oneNight).toBeUndefined();
});

test('to when one leaves, tonight is the one night, and an evening later on is the first', () => {
  const bed = { phase: 'briefing', asked: 'dates', known: { needs: ['lodging'] } } as const;
  expect(hear('ce soir', bed).slots.oneNight).toBe(true);
  expect(hear('vendredi soir', bed).slots.oneNight).toBeUndefined();
  expect(hear('ce soir', { ...bed, known: { needs: ['lodging'], nights: 3 } }).slots.oneNight).toBeUndefined();
});

test.each([
  ['fr-FR', 'un hôtel à Lyon pour demain soir', 'Une nuit à Lyon'],
  ['en-US', 'a hotel in Lyon tomorrow night', 'One night in Lyon'],
])('%s: it is said, and nobody is asked when they come back', (locale, text, said) => {
  const { speech, state } = tell(begin(locale), text);
  expect(speech).toContain(said);
  const { start, end } = state.trip.brief;
  expect([start, end]).toEqual(['2026-11-22', '2026-11-23']);
});
