import { at, LOCALES } from '../support/phases.ts';
import { begin, tell, tellAll } from '../support/play.ts';

const PHRASE = { 'fr-FR': 'je confirme et je paie', 'en-US': 'I confirm and pay' } as const;
const YES = { 'fr-FR': 'oui', 'en-US': 'yes' } as const;
const FIRST = { 'fr-FR': 'le premier', 'en-US': 'the first one' } as const;
const SECOND = { 'fr-FR': 'le deuxième', 'en-US': 'the second one' } as const;

describe.each(LOCALES)('what is held, in %s', (locale) => {
  const named = at(locale, 'confirming, the name is asked');

  test('choosing the same again holds nothing twice', () => {
    const again = tell(named, FIRST[locale]);
    expect(again.state.trip.bookings.map(({ id, status }) => `${id} ${status}`)).toEqual(['book-1 held']);
  });

  test('choosing another lets go of the first', () => {
    const other = tell(named, SECOND[locale]);
    expect(other.state.trip.bookings.map(({ id, status }) => `${id} ${status}`)).toEqual(['book-1 released', 'book-2 held']);
  });

  test('a text that changed between two breaths is read from its start', () => {
    const half = at(locale, 'confirming, half read');
    const trip = { ...half.state.trip, leadName: { family: 'Lefébure' } };
    const on = tell({ ...half, state: { ...half.state, trip } }, YES[locale]);
    expect(on.speech).toContain('Lefébure');
    expect(on.state.trip.readback?.spoken).toBe(1);
  });

  test('the phrase for a text that was not the one read buys nothing: it is read anew', () => {
    const read = at(locale, 'confirming, read whole');
    const trip = { ...read.state.trip, leadName: { family: 'Lefébure' } };
    const said = tell({ ...read, state: { ...read.state, trip } }, PHRASE[locale]);
    expect(said.state.trip.bookings.map(({ status }) => status)).toEqual(['held']);
    expect(said.speech).toContain('Lefébure');
    expect(tell(said, PHRASE[locale]).state.trip.bookings.map(({ status }) => status)).toEqual(['confirmed']);
  });
});

test.each([
  ['fr-FR', ['un hôtel à Dijon du 15 au 16 janvier pour une personne, sans budget', 'la première', 'en mai']],
  ['en-US', ['a hotel in Dijon from January 15th to the 16th for one, no budget', 'the first one', 'in May']],
])('%s: a month said over a hold of one night is asked which days, and no vendor is asked without any', (locale, lines) => {
  const play = tellAll(begin(locale), lines);
  expect(play.state.trip.talk.pending?.type).toBe('which_date');
  expect(play.state.trip.requests.every(({ start }) => start !== '')).toBe(true);
});
