import type { Offer } from '../../shared/market/offer.ts';
import { begin, contextOf, frame, GOOD, type Outside, type Play, tell, tellAll, turn } from '../support/play.ts';

const asking = (forConfirm: readonly string[], forHold: readonly string[] = []): Outside => ({
  ...GOOD,
  offers: (request) => GOOD.offers(request).map((offer): Offer => ({ ...offer, dataNeeded: { forHold, forConfirm } })),
});

const HOTEL = ['un hôtel à Annecy du 12 au 14 février pour deux', 'le premier'];
const NAMED = [...HOTEL, 'Camille Martin'];
const BIRTH_DATES = asking(['lead.given_name', 'lead.family_name', 'contact.relay', 'passengers.birth_date']);
const DATES = { 'passengers.1.birth_date': '1985-03-02', 'passengers.2.birth_date': '1987-11-30' };

/** The form was filled in on the trip page: nothing but the trip's record changes. */
function fill(play: Play, details: Readonly<Record<string, string>>): Play {
  const { trip } = play.state;
  return { ...play, state: { ...play.state, trip: { ...trip, details: { ...trip.details, ...details } } } };
}

const atForm = () => tellAll(begin('fr-FR', BIRTH_DATES), NAMED);
const news = (play: Play) => turn(play, { type: 'news' });

describe('what a vendor wants beyond the lead name', () => {
  test('is asked on the form before the read-back, and the microphone closes', () => {
    const play = atForm();
    expect(play.speech).toBe(
      "Le Refuge demande les dates de naissance, mais pas à voix haute. Le formulaire est sur la page de votre voyage, et je garde tout jusqu'à demain 11 heures.",
    );
    expect([play.ends, play.state.trip.phase, play.state.trip.readback]).toEqual([true, 'confirming', undefined]);
  });

  test('is not asked at all while the lead name is everything', () => {
    const play = tellAll(begin('fr-FR', asking(['lead.given_name', 'lead.family_name', 'contact.relay'])), NAMED);
    expect(play.speech).toContain('Le vendeur ne recevra que votre nom.');
    expect(play.state.trip.readback?.spoken).toBe(1);
  });

  test('is asked in English in its own words', () => {
    const play = tellAll(begin('en-US', BIRTH_DATES), [
      'a hotel in Annecy from February 12th to the 14th for two',
      'the first one',
      'Sarah Cole',
    ]);
    expect(play.speech).toContain("needs dates of birth, but not out loud. The form is on your trip page, and I'm holding it all until");
  });
});

describe('until the form is complete', () => {
  test('"quoi ?" tells who waits for it and where it is, and reads and buys nothing', () => {
    const play = tell(fill(atForm(), { 'passengers.1.birth_date': '1985-03-02' }), 'quoi ?');
    expect(play.speech).toBe('Le Refuge attend le formulaire, sur la page de votre voyage.');
    expect([play.ends, play.state.trip.readback, play.state.trip.bookings[0]?.status]).toEqual([true, undefined, 'held']);
  });

  test.each(["c'est fait", "j'ai rempli le formulaire", 'oui', 'je confirme et je paie'])(
    '%j is told so in a few words, and reads and buys nothing',
    (words) => {
      const play = tell(fill(atForm(), { 'passengers.1.birth_date': '1985-03-02' }), words);
      expect(play.speech).toBe("Le formulaire n'est pas encore complet.");
      expect([play.ends, play.state.trip.readback, play.state.trip.bookings[0]?.status]).toEqual([true, undefined, 'held']);
    },
  );

  test('who asks how things stand hears where it is, and until when all is kept', () => {
    expect(tell(atForm(), 'où en est-on ?').speech).toBe(
      "Le formulaire, sur la page de votre voyage, n'est pas encore complet. Je garde tout jusqu'à demain 11 heures.",
    );
  });

  test.each(['non', 'plus tard', 'stop'])('%j keeps the hold', (words) => {
    const play = tell(atForm(), words);
    expect(play.speech).toBe("D'accord, rien n'est payé. Je garde tout jusqu'à demain 11 heures.");
    expect(play.state.trip.bookings[0]?.status).toBe('held');
  });

  test('silence and a look for news say nothing and keep the hold', () => {
    for (const play of [tell(atForm(), '(silence)'), news(atForm())])
      expect([play.speech, play.says, play.state.trip.bookings[0]?.status]).toEqual(['', [], 'held']);
  });

  test('a launch says it again and listens', () => {
    const play = tell(atForm(), '(open)', true);
    expect(play.speech).toBe(
      "Bonjour, on reprend. Le formulaire, sur la page de votre voyage, n'est pas encore complet. Je garde tout jusqu'à demain 11 heures. Qu'est-ce que je peux faire pour vous ?",
    );
  });

  test('another question that is open keeps its own yes', () => {
    const play = tellAll(atForm(), ['recommencer', 'oui']);
    expect(play.state.trip.phase).toBe('briefing');
  });

  test('a side question and a correction are answered as ever', () => {
    expect(tell(atForm(), 'et si j’annule ?').speech).toContain('non remboursable');
    const play = tell(atForm(), 'au nom de Anne Roux');
    expect(play.state.trip.leadName).toEqual({ given: 'Anne', family: 'Roux' });
    expect(play.speech).toMatch(/^Au nom d'Anne Roux, c'est corrigé\. Le formulaire n'est pas/);
  });

  test.each(['ma date de naissance est le 2 mars 1985', 'né le deux mars mille neuf cent quatre-vingt-cinq', '02/03/1985'])(
    '%j, aloud, is not taken and changes nothing',
    (words) => {
      const play = tell(atForm(), words);
      expect(play.speech).toMatch(/^Pas de date de naissance à voix haute : je n'ai rien gardé\./);
      expect([play.state.trip.brief, play.state.trip.details]).toEqual([atForm().state.trip.brief, undefined]);
    },
  );

  test('another day of the trip is still a change', () => {
    expect(tell(atForm(), 'du 13 au 15 février 2027').state.trip.brief.start).toBe('2027-02-13');
  });

  test('help says how the page is opened, and the code for it brings back to the form', () => {
    expect(tell(atForm(), 'aide').speech).toContain('dites « continuer sur mon téléphone »');
    const linked = turn(atForm(), { type: 'linked' });
    expect(linked.speech).toBe(
      "C'est bon, on reprend. Le formulaire, sur la page de votre voyage, n'est pas encore complet. Je garde tout jusqu'à demain 11 heures.",
    );
  });

  test('a hold that ran out is said, not the form', () => {
    const play = tell({ ...atForm(), now: '2026-11-22T10:30:00.000Z' }, '(open)', true);
    expect(play.speech).not.toContain('formulaire');
  });
});

describe('once the form is complete', () => {
  test.each<[string, (play: Play) => Play]>([
    ['news', news],
    ['a launch', (play) => tell(play, '(open)', true)],
    ['"c’est fait"', (play) => tell(play, "c'est fait")],
    ['"où en est-on ?"', (play) => tell(play, 'où en est-on ?')],
    ['the phrase, too early', (play) => tell(play, 'je confirme et je paie')],
  ])('%s brings the read-back, which says what is passed on', (_name, then) => {
    const play = then(fill(atForm(), DATES));
    expect(play.speech).toContain('Je récapitule, au nom de Camille Martin, pour deux.');
    expect(play.speech).toContain('Le vendeur recevra votre nom et les dates de naissance.');
    expect(play.speech).not.toContain('1985');
    expect([play.ends, play.state.trip.talk.awaiting, play.state.trip.bookings[0]?.status]).toEqual([false, undefined, 'held']);
    expect(tell(play, 'je confirme et je paie').state.trip.bookings[0]?.status).toBe('confirmed');
  });

  test('the news announces it', () => {
    expect(news(fill(atForm(), DATES)).speech).toMatch(/^Le formulaire est complet\. Je récapitule/);
  });

  test('it is announced once', () => {
    const once = news(fill(atForm(), DATES));
    expect(news(once).says).toEqual([]);
  });

  test('what was read whole before a vendor asked is not bought without it', () => {
    const read = tellAll(begin('fr-FR'), NAMED);
    const { trip } = read.state;
    const bookings = trip.bookings.map((booking) => ({
      ...booking,
      offer: { ...booking.offer, dataNeeded: { forHold: [], forConfirm: ['driver.licence_number'] } },
    }));
    const play = tell({ ...read, state: { ...read.state, trip: { ...trip, bookings } } }, 'je confirme et je paie');
    expect(play.speech).toContain('demande le numéro de permis');
    expect(play.state.trip.bookings[0]?.status).toBe('held');
  });
});

describe('what a vendor wants before it holds', () => {
  test('is the name: asked first, then held, then read back', () => {
    const asked = tellAll(begin('fr-FR', asking(['lead.family_name'], ['lead.family_name'])), HOTEL);
    expect(asked.speech).toMatch(/veut d'abord savoir qui réserve\. Je réserve à quel nom \?$/);
    expect(asked.state.trip.bookings[0]?.status).toBe('chosen');
    const named = tell(asked, 'Camille Martin');
    expect(named.state.trip.bookings[0]?.status).toBe('held');
    expect(named.speech).toContain('Je récapitule, au nom de Camille Martin');
  });

  test('is on the form: held when it is filled in', () => {
    const play = tellAll(begin('fr-FR', asking([], ['contact.email'])), NAMED);
    expect(play.speech).toContain('demande votre adresse mail');
    const filled = news(fill(play, { 'contact.email': 'camille@example.org' }));
    expect(filled.state.trip.bookings[0]?.status).toBe('held');
    expect(filled.speech).toMatch(/^Le formulaire est complet\. Je récapitule/);
  });
});

test('an answer at the form is never longer than forty words', () => {
  const all = asking([
    'passengers.given_name',
    'passengers.birth_date',
    'driver.licence_number',
    'contact.email',
    'contact.phone',
    'tax_code',
  ]);
  const play = tellAll(begin('fr-FR', all), NAMED);
  expect(contextOf(play).measure(play.says).words).toBeLessThanOrEqual(40);
});

test('a yes at the form in another session buys nothing', () => {
  const play = turn(atForm(), { type: 'heard', heard: frame({ acts: ['affirm'] }) }, true);
  expect(play.state.trip.bookings[0]?.status).toBe('held');
});
