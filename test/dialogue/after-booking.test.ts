import { BUY, booked, keys, standing, YES } from '../support/booked.ts';
import { at, LOCALES } from '../support/phases.ts';
import { begin, frame, type Play, tell, tellAll, turn } from '../support/play.ts';

const NO = { 'fr-FR': 'non', 'en-US': 'no' } as const;
const WITHOUT_SKIS = { 'fr-FR': 'finalement sans les skis', 'en-US': 'actually without the skis' } as const;
const PASSES = { 'fr-FR': 'ajoute des forfaits de ski', 'en-US': 'add ski passes' } as const;
const CODES = { 'fr-FR': 'épelle les références', 'en-US': 'spell the references' } as const;
const OTHERS = { 'fr-FR': 'et les autres ?', 'en-US': 'and the others?' } as const;
const ROOM = { 'fr-FR': 'une chambre de plus', 'en-US': 'one more room' } as const;
const EARLIER = {
  'fr-FR': ['on part un jour plus tôt finalement, le 24', 'on repart un jour plus tôt'],
  'en-US': ['we’re leaving a day early, on the 24th', 'we’d like to come home a day earlier'],
} as const;
const ASKED: Readonly<Record<(typeof LOCALES)[number], readonly (readonly [string, string])[]>> = {
  'fr-FR': [
    ['qu’est-ce qui est réservé ?', 'status.booked'],
    ['les références', 'answer.reference'],
    ['vous attendez quoi ?', 'wait.nobody'],
    ['c’est quand l’hôtel ?', 'answer.when'],
    ['il reste quoi ?', 'status.booked'],
    ['qui j’appelle si l’hôtel est fermé ?', 'answer.no_contact'],
    ['c’est à quel nom ?', 'answer.name'],
    ['où je trouve tout ça ?', 'answer.written'],
    ['c’est écrit où ?', 'answer.written'],
    ['vous m’envoyez un mail ?', 'answer.written'],
  ],
  'en-US': [
    ['where do I find all that?', 'answer.written'],
    ['will you email me the details?', 'answer.written'],
    ['what did I book?', 'status.booked'],
    ['references', 'answer.reference'],
    ['what are you waiting for?', 'wait.nobody'],
    ['when is the hotel?', 'answer.when'],
    ['what’s left?', 'status.booked'],
    ['what’s the hotel’s phone number?', 'answer.no_contact'],
    ['what name is it under?', 'answer.name'],
  ],
};
const SELLER = { 'fr-FR': 'c’est qui le vendeur ?', 'en-US': 'who’s the seller?' } as const;
const RIDE = {
  'fr-FR': [
    'un taxi de l’aéroport de Genève à Annecy le 12 février à 15 heures pour deux',
    'le premier',
    'Camille Martin',
    'je confirme et je paie',
  ],
  'en-US': ['a taxi from Geneva airport to Annecy on February 12th at 3 p.m. for two', 'the first one', 'Sarah Cole', 'I confirm and pay'],
} as const;
const WHEN = { 'fr-FR': ['c’est quand ?', 'c’est à quelle heure le taxi ?'], 'en-US': ['when is it?', 'when is the taxi?'] } as const;
const CALL_OFF = { 'fr-FR': 'annule tout', 'en-US': 'cancel everything' } as const;
const TRIPS = { 'fr-FR': 'mes voyages', 'en-US': 'my trips' } as const;
const BOOKED = { 'fr-FR': 'qu’est-ce qui est réservé ?', 'en-US': 'what’s booked?' } as const;
const THREE = { 'fr-FR': 'finalement on sera trois', 'en-US': 'there will be three of us after all' } as const;

/** Reads on until the phrase is asked for, and says it. */
function boughtAfter(read: Play, locale: (typeof LOCALES)[number]): Play {
  let play = read;
  for (let i = 0; i < 4 && play.state.trip.talk.pending?.type === 'so_far'; i++) play = tell(play, YES[locale]);
  return tell(play, BUY[locale]);
}

describe.each(LOCALES)('a trip that is booked, in %s', (locale) => {
  const whole = booked(locale);

  test('has all its lines', () => {
    expect(standing(whole.state.trip)).toEqual(['car confirmed', 'flight confirmed', 'lodging confirmed', 'ski_hire confirmed']);
  });

  test('what is dropped is priced first, and goes with a yes alone', () => {
    const asked = tell(whole, WITHOUT_SKIS[locale]);
    expect(asked.state.trip.talk.pending).toMatchObject({ type: 'cancel', bookingIds: [expect.any(String)] });
    expect(standing(asked.state.trip)).toEqual(standing(whole.state.trip));
    expect(standing(tell(asked, NO[locale]).state.trip)).toEqual(standing(whole.state.trip));
    expect(standing(tell(asked, YES[locale]).state.trip)).toContain('ski_hire cancelled');
  });

  test('what is added lies where one sleeps, and the rest of the trip stays as it is', () => {
    const added = tell(whole, PASSES[locale]);
    const stay = whole.state.trip.bookings.flatMap(({ offer: { item } }) => (item.category === 'lodging' ? [item.place] : []));
    expect(added.state.trip.brief.needs.find(({ category }) => category === 'ski_pass')?.where).toEqual(stay);
    expect(added.state.trip.brief.where).toEqual(whole.state.trip.brief.where);
    expect(standing(added.state.trip)).toEqual(standing(whole.state.trip));
  });

  test('with something else on the table too, and what was on it is there after a no', () => {
    const beside = tell(tell(whole, PASSES[locale]), WITHOUT_SKIS[locale]);
    expect(beside.state.trip.talk.pending?.type).toBe('cancel');
    const kept = tell(beside, NO[locale]);
    expect(kept.state.trip.phase).toBe('choosing');
    expect(kept.state.trip.talk.pending?.type).toBe('choose');
  });

  test('one more traveller: nothing is left before its fee and what takes its place are known', () => {
    const asked = tell(whole, THREE[locale]);
    expect(keys(asked)).toContain('rebook.same_price');
    expect(standing(asked.state.trip)).toEqual(standing(whole.state.trip));
    expect(asked.state.trip.talk.pending).toHaveProperty('instead.slots.party', 3);
    expect(asked.state.trip.requests.slice(-4).map(({ party }) => party.adults)).toEqual([3, 3, 3, 3]);
    const again = tell(asked, YES[locale]);
    expect(standing(again.state.trip)).toEqual(expect.arrayContaining([...standing(whole.state.trip), 'lodging held', 'car held']));
    expect(again.state.trip.phase).toBe('confirming');
    const done = boughtAfter(again, locale);
    expect(standing(done.state.trip)).toEqual(expect.arrayContaining(['lodging cancelled', 'lodging confirmed']));
    expect(keys(done)).toContain('switch.left');
    expect(done.state.trip.brief.party?.adults).toBe(3);
    expect(done.state.trip.brief.needs.map(({ insteadOf }) => insteadOf)).toEqual([undefined, undefined, undefined, undefined]);
    const kept = tell(asked, NO[locale]);
    expect(kept.state.trip.brief).toEqual(whole.state.trip.brief);
    expect(kept.state.trip.requests.at(-1)?.state).toBe('withdrawn');
  });

  test.each(EARLIER[locale])('home a day earlier, as "%s": from the same sellers, once the fee is agreed to', (line) => {
    const asked = tell(whole, line);
    const stays = whole.state.trip.bookings.map(({ offer }) => offer.vendorId).toSorted();
    expect(asked.state.trip.talk.pending).toHaveProperty('instead.slots.end', '2027-03-24');
    const fresh = tell(tell(asked, BOOKED[locale]), YES[locale]);
    const held = fresh.state.trip.bookings.filter(({ status }) => status === 'held');
    expect(held.map(({ offer }) => offer.vendorId).toSorted()).toEqual(stays);
    expect(fresh.state.trip.brief.end).toBe('2027-03-25');
    expect(boughtAfter(fresh, locale).state.trip.brief.end).toBe('2027-03-24');
  });

  test('what takes its place is held before anything is left: where it cannot be, nothing is', () => {
    const { outside } = whole;
    const full: Play = {
      ...tell(whole, THREE[locale]),
      outside: {
        ...outside,
        answer: (effect, booking, now) =>
          effect.type === 'hold' && booking.offer.category === 'car'
            ? { type: 'failed', reason: 'sold_out' }
            : outside.answer(effect, booking, now),
      },
    };
    const kept = tell(full, YES[locale]);
    expect(keys(kept)).toContain('rebook.not_held');
    expect(standing(kept.state.trip).filter((line) => line.endsWith('confirmed'))).toEqual(standing(whole.state.trip));
    expect(standing(kept.state.trip)).not.toContain('lodging held');
    expect(kept.state.trip.brief).toEqual(whole.state.trip.brief);
    expect(kept.state.trip.phase).toBe('settled');
  });

  test('where nobody offers what was asked for instead, nothing is left', () => {
    const alone: Play = { ...whole, outside: { ...whole.outside, offers: () => [] } };
    const asked = tell(alone, ROOM[locale]);
    expect(keys(asked)).toContain('rebook.none');
    expect(asked.state.trip.talk.pending?.type).not.toBe('cancel');
    expect(asked.state.trip.brief).toEqual(whole.state.trip.brief);
    expect(standing(tell(asked, YES[locale]).state.trip)).toEqual(standing(whole.state.trip));
  });

  test.each(ASKED[locale])('asked "%s", the bookings answer: %s', (line, key) => {
    expect(keys(tell(whole, line))[0]).toBe(key);
  });

  test('who sells is told line by line', () => {
    const [said] = tell(whole, SELLER[locale]).says;
    expect(said).toHaveProperty('params.what.list.length', 4);
  });

  test('of a ride that is booked alone, "when is it" is its day', () => {
    const play = tellAll(begin(locale), RIDE[locale]);
    expect(standing(play.state.trip)).toEqual(['transfer confirmed']);
    for (const line of WHEN[locale]) expect(tell(play, line).says[0]?.key).toMatch(/^answer.when_/);
  });

  test('a trip that was called off is not among those one has', () => {
    const gone = tell(tell(begin(locale), RIDE[locale][0]), CALL_OFF[locale]);
    expect(keys(tell(gone, TRIPS[locale]))[0]).toBe('trips.cancelled');
    const again = tell(gone, RIDE[locale][0]);
    expect(keys(tell(again, TRIPS[locale]))[0]).toBe('trips.one');
  });

  test('references are told two at a time, and none twice', () => {
    const two = tell(whole, CODES[locale]);
    expect(keys(two).slice(0, 3)).toEqual(['answer.reference', 'answer.reference', 'answer.reference_more']);
    const rest = tell(two, OTHERS[locale]);
    const told = [...two.says, ...rest.says].flatMap(({ key, params }) => (key === 'answer.reference' ? [params?.['of']] : []));
    expect(new Set(told).size).toBe(4);
  });
});

test('a vendor that does not cancel: that both stand is said', () => {
  const stubborn = { ...booked('fr-FR') };
  const play: Play = {
    ...stubborn,
    outside: {
      ...stubborn.outside,
      answer: (effect, booking, now) =>
        effect.type === 'cancel' ? { type: 'failed', reason: 'refused' } : stubborn.outside.answer(effect, booking, now),
    },
  };
  const asked = tell(play, 'finalement on sera trois');
  const refused = boughtAfter(tell(asked, 'oui'), 'fr-FR');
  expect(keys(refused)).toContain('switch.both');
  expect(standing(refused.state.trip).filter((line) => line === 'lodging confirmed')).toHaveLength(2);
  expect(refused.state.trip.phase).toBe('settled');
});

describe('who pays', () => {
  test('at the read-back only those that are bought from count', () => {
    const read = at('fr-FR', 'confirming, read whole');
    const paying = read.state.offers.map((offer) => ({
      ...offer,
      remuneration: { kind: 'commission' as const, amount: { minor: 1900, currency: 'EUR' } },
    }));
    const held = read.state.trip.bookings.map((booking) => ({
      ...booking,
      offer: { ...booking.offer, remuneration: { kind: 'none' as const } },
    }));
    const state = { ...read.state, offers: paying, trip: { ...read.state.trip, bookings: held } };
    expect(keys(tell({ ...read, state }, 'qui vous paie ?'))[0]).toBe('who_pays.nobody');
  });
});

test('on a trip that was changed to, a yes answers nothing that was asked there before', () => {
  const asked = tell(booked('fr-FR'), 'annule l’hôtel');
  const back = { ...asked, state: { ...asked.state, conversation: { ...asked.state.conversation, switched: true as const } } };
  const said = turn(back, { type: 'heard', heard: frame({ acts: ['affirm'] }) });
  expect(standing(said.state.trip)).toContain('lodging confirmed');
  expect(said.state.conversation.switched).toBeUndefined();
});

describe('of what is booked', () => {
  const booked = {
    'fr-FR': tellAll(begin('fr-FR'), [
      'un hôtel à Chamonix du 13 au 20 mars pour deux, sans budget',
      'le deuxième',
      'Camille Martin',
      'je confirme et je paie',
    ]),
    'en-US': tellAll(begin('en-US'), [
      'a hotel in Chamonix from March 13th to the 20th for two, no budget',
      'the second one',
      'Ann Black',
      'I confirm and pay',
    ]),
  } as const;

  test.each([
    ['fr-FR', "prévenez l'hôtel que j'arrive à 23h", /je ne peux rien transmettre d'ici/],
    ['fr-FR', 'on vient en voiture, il y a un parking ?', /^Oui, il y a un parking\.$/],
    ['fr-FR', "remets la même chose pour l'année prochaine", /^Qu'est-ce que je peux faire pour vous \?$/],
    ['en-US', "tell the hotel I'm arriving at 11pm", /I can't pass anything on from here/],
    ['en-US', "is there parking? we're driving", /^Yes, there's parking\.$/],
  ] as const)('%s: “%s” looks for nothing else and cancels nothing', (locale, text, said) => {
    const play = tell(booked[locale], text);
    expect(play.speech).toMatch(said);
    expect(play.state.trip.brief.needs).toHaveLength(1);
    expect(play.state.trip.talk.pending?.type ?? 'open').toBe('open');
  });

  test('whoever turns back before the phrase keeps what is booked', () => {
    const play = tellAll(booked['fr-FR'], ['on rentre le 21 finalement', 'oui', 'non laisse tomber']);
    expect(play.speech).toMatch(/^D'accord, je ne change rien\. Ce qui est réservé chez .+ le reste\.$/);
    expect(standing(play.state.trip).filter((line) => line === 'lodging confirmed')).toHaveLength(1);
  });
});
