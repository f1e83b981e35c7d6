import { BUY, booked, keys, standing, YES } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { tell } from '../support/play.ts';

const REST = ['car', 'flight', 'ski_hire'];
const LEFT: Readonly<Record<(typeof LOCALES)[number], readonly (readonly [string, readonly string[]])[]>> = {
  'fr-FR': [
    ['annule juste les skis', ['ski_hire']],
    ['garde l’hôtel mais annule le vol', ['flight']],
    ['annule le vol mais garde l’hôtel', ['flight']],
    ['annule tout sauf l’hôtel', REST],
    ['on garde l’hôtel, annule le reste', REST],
  ],
  'en-US': [
    ['just cancel the skis', ['ski_hire']],
    ['keep the hotel but cancel the flight', ['flight']],
    ['cancel everything but the hotel', REST],
    ['keep the hotel, cancel the rest', REST],
  ],
};
const NO_WAIT = { 'fr-FR': 'non attends', 'en-US': 'no wait' } as const;
const BETTER = { 'fr-FR': 'on veut un meilleur hôtel', 'en-US': 'we want a nicer hotel' } as const;
const ONE_MORE = { 'fr-FR': 'un équipement de ski de plus', 'en-US': 'one more ski rental' } as const;
const HOW_MUCH = { 'fr-FR': 'c’est combien ?', 'en-US': 'how much is it?' } as const;
const NARROWED: typeof LEFT = {
  'fr-FR': [
    ['non attends juste les skis', ['ski_hire']],
    ['oui mais pas l’hôtel', REST],
    ['non pas les skis', ['car', 'flight', 'lodging']],
  ],
  'en-US': [
    ['no just the skis', ['ski_hire']],
    ['yes but keep the hotel', REST],
    ['not the skis', ['car', 'flight', 'lodging']],
  ],
};
const TAXI = { 'fr-FR': 'annule la voiture et mets un taxi à la place', 'en-US': 'cancel the car and get a taxi instead' } as const;
const CALL_OFF = { 'fr-FR': 'annule tout', 'en-US': 'cancel everything' } as const;
const SKIS = { 'fr-FR': 'finalement sans les skis', 'en-US': 'actually without the skis' } as const;
const THREE = { 'fr-FR': 'finalement on sera trois', 'en-US': 'there will be three of us after all' } as const;
const EARLIER = { 'fr-FR': 'on repart un jour plus tôt', 'en-US': 'we’d like to come home a day earlier' } as const;
const UNDO = { 'fr-FR': 'reviens en arrière', 'en-US': 'undo that' } as const;

describe.each(LOCALES)('of a trip that is booked, in %s', (locale) => {
  const whole = booked(locale);

  test.each(LEFT[locale])('"%s" asks to leave %s alone, and a no that stumbles keeps it', (line, leaving) => {
    const asked = tell(whole, line);
    const { pending } = asked.state.trip.talk;
    const ids = pending?.type === 'cancel' ? pending.bookingIds : [];
    const { bookings } = asked.state.trip;
    expect(ids.map((id) => bookings.find((booking) => booking.id === id)?.offer.category).toSorted()).toEqual(leaving);
    expect(standing(tell(asked, NO_WAIT[locale]).state.trip)).toEqual(standing(whole.state.trip));
  });

  test('what was changed and bought can be changed again', () => {
    let play = tell(tell(whole, THREE[locale]), YES[locale]);
    for (let i = 0; i < 4 && play.state.trip.talk.pending?.type !== 'confirm'; i++) play = tell(play, YES[locale]);
    const asked = tell(tell(play, BUY[locale]), EARLIER[locale]);
    expect(asked.state.trip.talk.pending).toHaveProperty('bookingIds.length', 4);
  });

  test('a better hotel has more stars, and one more set of skis lies beside those that are booked', () => {
    const better = tell(whole, BETTER[locale]);
    expect(better.state.trip.requests.at(-1)?.requirements).toContainEqual({ attr: 'stars', op: 'gte', value: 4, strength: 'must' });
    expect(better.state.trip.talk.pending).toHaveProperty('bookingIds.length', 1);
    const more = tell(whole, ONE_MORE[locale]).state.trip;
    expect(more.requests.at(-1)).toMatchObject({ category: 'ski_hire', party: { adults: 1 } });
    expect(standing(more)).toEqual(standing(whole.state.trip));
  });

  test('what leaving costs is told again where it is asked, and no sum of the trip', () => {
    const asked = tell(whole, SKIS[locale]);
    const again = tell(asked, HOW_MUCH[locale]);
    expect(keys(again)[0]).toMatch(/^cancel\./);
    expect(again.state.trip.talk.pending).toEqual(asked.state.trip.talk.pending);
  });

  test.each(NARROWED[locale])('to whether all of it goes, "%s" leaves only %s', (line, leaving) => {
    const { pending } = tell(tell(whole, CALL_OFF[locale]), line).state.trip.talk;
    const ids = pending?.type === 'cancel' ? pending.bookingIds : [];
    const { bookings } = whole.state.trip;
    expect(ids.map((id) => bookings.find((booking) => booking.id === id)?.offer.category).toSorted()).toEqual(leaving);
  });

  test('"cancel the car and get a taxi" is one in the place of the other', () => {
    const { pending } = tell(whole, TAXI[locale]).state.trip.talk;
    expect(pending).toMatchObject({ type: 'cancel', instead: { needs: ['ride'] }, found: { lines: [expect.any(String)] } });
  });

  test('before the phrase a change is undone with a word, and what is booked stands', () => {
    const read = tell(tell(whole, THREE[locale]), YES[locale]);
    const undone = tell(read, UNDO[locale]);
    expect(keys(undone)).toEqual(['switch.not_done', 'switch.stands']);
    expect(standing(undone.state.trip).filter((line) => line.endsWith('confirmed'))).toEqual(standing(whole.state.trip));
    expect(undone.state.trip.brief).toEqual(whole.state.trip.brief);
  });
});
