import { at, LOCALES } from '../support/phases.ts';
import { tell } from '../support/play.ts';

const PHRASE = { 'fr-FR': 'je confirme et je paie', 'en-US': 'I confirm and pay' } as const;

describe.each(LOCALES)('the phrase said once more, in %s', (locale) => {
  test('while a vendor has not answered says who is awaited', () => {
    const again = tell(at(locale, 'booking'), PHRASE[locale]);
    expect(again.says.map(({ key }) => key)).toEqual([expect.stringMatching(/^(?:booking|status)\.waiting$/)]);
    expect(again.ends).toBe(true);
  });

  test('when all is booked says that nothing is left', () => {
    const again = tell(at(locale, 'settled'), PHRASE[locale]);
    expect(again.says.map(({ key }) => key)).toEqual(['readback.nothing']);
    expect(again.ends).toBe(true);
  });

  test('while the name is asked asks for the name', () => {
    expect(tell(at(locale, 'confirming, the name is asked'), PHRASE[locale]).state.trip.talk.pending?.type).toBe('name');
  });

  test('while offers are on the table asks which one', () => {
    expect(tell(at(locale, 'choosing'), PHRASE[locale]).state.trip.talk.pending?.type).toBe('choose');
  });
});

describe.each(LOCALES)('something is added to what is booked, in %s', (locale) => {
  test('no ceiling is asked for any more: the vendors are', () => {
    const more = tell(at(locale, 'settled'), locale === 'fr-FR' ? 'ajoutez la location de skis' : 'add ski rental');
    expect(more.state.trip.phase).toBe('choosing');
    expect(more.state.trip.bookings.map(({ status }) => status)).toEqual(['confirmed']);
  });
});
