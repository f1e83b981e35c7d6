import { LOCALES } from '../support/phases.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];

const RECAP: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': [
    'récapitule',
    'tu peux récapituler ?',
    'fais le point',
    "rappelle-moi ce que j'ai demandé",
    "j'avais demandé quoi déjà ?",
    'résume ma demande',
  ],
  'en-US': ['recap', 'can you sum up?', 'remind me what I asked for', 'what did I ask for?', 'sum it up please'],
};
const WISH: Readonly<Record<Locale, string>> = {
  'fr-FR': 'un hôtel à Annecy du 12 au 14 décembre pour deux avec piscine, 900 euros maximum',
  'en-US': 'a hotel in Annecy from December 12th to 14th for two with a pool, 900 euros at most',
};
const HALF: Readonly<Record<Locale, string>> = { 'fr-FR': 'un vol pour Rome', 'en-US': 'a flight to Rome' };
const BOOKING: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['le premier', 'Camille Martin', 'je confirme et je paie'],
  'en-US': ['the first one', 'Ann Black', 'I confirm and pay'],
};
const BOOKED: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ["rappelle-moi ce que j'ai réservé", 'récapitule', "qu'est-ce que j'ai réservé ?"],
  'en-US': ['remind me what I booked', "remind me what I've booked", 'recap', 'what have I booked?'],
};
const NEWS: Readonly<Record<Locale, string>> = { 'fr-FR': 'du nouveau ?', 'en-US': 'any news?' };

function keys({ says }: Play): readonly string[] {
  return says.map(({ key }) => key);
}

describe.each(LOCALES)('what was asked for is summed up, in %s', (locale) => {
  test.each(RECAP[locale])('“%s” at the list: the request, and what is on the table', (words) => {
    const listed = tell(begin(locale), WISH[locale]);
    const told = tell(listed, words);
    const names = listed.state.trip.listed.map(() => 'proposal.short');
    expect(keys(told)).toEqual(['ground', 'recap.needs', 'ground', 'recap.offers', ...names, expect.stringMatching(/choose|take/)]);
    expect(told.speech).toMatch(/900/);
    expect(told.state.trip.listed).toEqual(listed.state.trip.listed);
  });

  test.each(RECAP[locale])('“%s” while it is asked about: what is known, and the question again', (words) => {
    expect(keys(tellAll(begin(locale), [HALF[locale], words]))).toEqual(['ground', 'recap.needs', expect.stringMatching(/dates/)]);
  });

  test.each(BOOKED[locale])('“%s” of what is booked says what is', (words) => {
    const booked = tellAll(begin(locale), [WISH[locale], ...BOOKING[locale]]);
    expect(booked.state.trip.phase).toBe('settled');
    expect(keys(tell(booked, words))[0]).toBe('status.booked_one');
  });

  test('before anything was said there is nothing to sum up', () => {
    expect(keys(tell(begin(locale), RECAP[locale][0] ?? ''))).toContain('status.none');
  });

  test('news is another thing', () => {
    expect(keys(tellAll(begin(locale), [WISH[locale], NEWS[locale]]))[0]).toBe('status.same');
  });
});
