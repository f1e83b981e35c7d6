import { at, LOCALES } from '../support/phases.ts';
import { type Play, tell } from '../support/play.ts';

const LATER = '2026-11-23T12:00:00.000Z';
const WORDS = {
  'fr-FR': ['je confirme et je paie', 'oui', 'où en est-on ?'],
  'en-US': ['I confirm and pay', 'yes', 'where are we?'],
} as const;

function held(locale: (typeof LOCALES)[number]): Play {
  return { ...at(locale, 'confirming, read whole'), now: LATER };
}

describe.each(LOCALES)('a hold that ran out before it was confirmed, in %s', (locale) => {
  test.each(['(open)', ...WORDS[locale]])('“%s” is told so, and the vendors are asked again', (words) => {
    const play = tell(held(locale), words);
    expect(play.says.map(({ key }) => key)).toContain('hold.ran_out');
    expect(play.state.trip.phase).toBe('choosing');
    expect(play.state.trip.talk.pending?.type).toBe('choose');
    expect(play.state.trip.bookings.map(({ status }) => status)).toEqual(['failed']);
  });

  test('it can be taken again, read again and bought', () => {
    const again = tell(held(locale), '(open)');
    const read = tell(again, locale === 'fr-FR' ? 'le premier' : 'the first one');
    expect(read.state.trip.talk.pending?.type).toBe('confirm');
    expect(tell(read, WORDS[locale][0]).state.trip.phase).toBe('settled');
  });
});
