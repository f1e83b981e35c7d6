import fc from 'fast-check';
import type { VendorAnswer } from '../../shared/ports.ts';
import { addMinutes } from '../../shared/time.ts';
import { BUY, booked, keys, standing, YES } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, type Outside, outcome, type Play, tell, tellAll } from '../support/play.ts';

/** What is booked is left only once what takes its place is bought, and that only by the phrase. */
const STAY = {
  'fr-FR': ['un hôtel à Chamonix du 13 au 20 mars pour deux, sans budget', 'le deuxième', 'Camille Martin', BUY['fr-FR']],
  'en-US': ['a hotel in Chamonix from March 13th to the 20th for two, no budget', 'the second one', 'Ann Black', BUY['en-US']],
} as const;
const LONGER = { 'fr-FR': 'on rentre le 21 finalement', 'en-US': 'we come back on the 21st after all' } as const;
const NO = { 'fr-FR': 'non', 'en-US': 'no' } as const;
const LATER = { 'fr-FR': 'plus tard', 'en-US': 'later' } as const;
const OTHERWISE = { 'fr-FR': 'plutôt le 22', 'en-US': 'make it the 22nd' } as const;
const THREE = { 'fr-FR': 'finalement on sera trois', 'en-US': 'there will be three of us after all' } as const;
const STATUS = { 'fr-FR': 'alors, on en est où ?', 'en-US': 'where are we?' } as const;

const PENDING: VendorAnswer = { type: 'pending', checkAfter: '2026-11-21T10:05:00.000Z' };

type Locale = (typeof LOCALES)[number];
type Asked = Parameters<Outside['answer']>[0]['type'];

/** The new one is held and read back; vendors answer what is named here so from now on. */
function read(locale: Locale, answers: Partial<Record<Asked, VendorAnswer | undefined>> = {}): Play {
  const play = tellAll(begin(locale), [...STAY[locale], LONGER[locale], YES[locale]]);
  return fated(play, answers);
}

function fated(play: Play, answers: Partial<Record<Asked, VendorAnswer | undefined>>): Play {
  const { answer } = play.outside;
  return {
    ...play,
    outside: {
      ...play.outside,
      answer: (effect, booking, now) => (effect.type in answers ? answers[effect.type] : answer(effect, booking, now)),
    },
  };
}

const books = ({ state }: Play) => state.trip.bookings.map(({ status }) => status);
const switching = ({ state }: Play) => state.trip.talk.switching;

describe.each(LOCALES)('what is booked is changed for another, in %s', (locale) => {
  test('the read-back tells what leaving costs, and the phrase buys first and leaves then', () => {
    const asked = read(locale);
    expect(books(asked)).toEqual(['confirmed', 'held']);
    expect(keys(asked)).toContain('switch.free');
    expect(asked.state.trip.talk.pending?.type).toBe('confirm');
    const done = tell(asked, BUY[locale]);
    expect(books(done)).toEqual(['cancelled', 'confirmed']);
    expect(keys(done)).toEqual(expect.arrayContaining(['closing.booked_one', 'switch.left']));
    expect(done.state.trip.brief.end).toBe('2027-03-21');
    expect(switching(done)).toBeUndefined();
  });

  test('a bare yes buys nothing and leaves nothing', () => {
    const once = tell(read(locale), YES[locale]);
    expect(keys(once)).toContain('confirm.need_phrase');
    expect(books(tell(once, YES[locale]))).toEqual(['confirmed', 'held']);
  });

  test.each([NO[locale], OTHERWISE[locale]])('“%s” leaves what is booked as it is', (words) => {
    const left = tell(read(locale), words);
    expect(books(left).slice(0, 1)).toEqual(['confirmed']);
    expect(books(left)[1]).toMatch(/releas/);
    expect(switching(left)).toBeUndefined();
    expect(left.state.trip.brief.end).toBe('2027-03-20');
  });

  test('“later”, silence and another session keep both as they are, and the change can still be made', () => {
    const later = tell(read(locale), LATER[locale]);
    expect(keys(later)).toEqual(['switch.kept_held']);
    const silent = tellAll(read(locale), ['(silence)', '(silence)']);
    for (const play of [later, silent]) {
      expect(books(play)).toEqual(['confirmed', 'held']);
      const back = tell(play, '(open)', true);
      expect(keys(back)[0]).toBe('switch.open');
      expect(books(tell(back, NO[locale]))[0]).toBe('confirmed');
      expect(books(tellAll(back, [YES[locale], BUY[locale]]))).toEqual(['cancelled', 'confirmed']);
    }
  });

  test('asked where it stands: what is booked, and that the change waits', () => {
    expect(keys(tell(read(locale), STATUS[locale]))).toEqual(expect.arrayContaining(['status.booked', 'switch.waits']));
  });

  test('where the new one cannot be had, the old one stands, and that is said', () => {
    const failed = tell(read(locale, { confirm: { type: 'failed', reason: 'sold_out' } }), BUY[locale]);
    expect(books(failed)).toEqual(['confirmed', 'failed']);
    expect(keys(failed)).toEqual(expect.arrayContaining(['failed.sold_out', 'switch.stands']));
    expect(failed.state.trip.phase).toBe('settled');
    expect(failed.state.trip.brief.needs).toHaveLength(1);
  });

  test('where it costs more than was read, it is read again, and the old one stands', () => {
    const { state } = read(locale);
    const total = state.trip.bookings[1]?.offer.total ?? { minor: 0, currency: 'EUR' };
    const dearer = { ...total, minor: total.minor + 1800 };
    const asked = tell(read(locale, { confirm: { type: 'failed', reason: 'price_changed', newTotal: dearer } }), BUY[locale]);
    expect(books(asked)).toEqual(['confirmed', 'failed', 'held']);
    expect(asked.state.trip.talk.pending?.type).toBe('confirm');
    expect(books(tell(asked, NO[locale]))[0]).toBe('confirmed');
  });

  test('a vendor that does not say whether it sold it keeps the old one where it is, until it does', () => {
    const waiting = tell(read(locale, { confirm: PENDING }), BUY[locale]);
    expect(books(waiting)).toEqual(['confirmed', 'unknown']);
    expect(keys(waiting)).toContain('booking.waiting');
    const fresh = waiting.state.trip.bookings[1];
    const effect = { type: 'confirm' as const, key: `confirm:${fresh?.id}`, bookingId: fresh?.id ?? '' };
    const total = fresh?.offer.total ?? { minor: 0, currency: 'EUR' };
    const sold: VendorAnswer = { type: 'confirmed', reservationId: 'r', reference: 'K7PX2Q', total, paid: { minor: 0, currency: 'EUR' } };
    const done = outcome(waiting, effect, sold);
    expect(books(done)).toEqual(['cancelled', 'confirmed']);
    expect(books(outcome(done, effect, sold))).toEqual(['cancelled', 'confirmed']);
    expect(keys(tell(done, STATUS[locale]))).toContain('switch.left');
  });

  test('a fee that is no longer promised is asked for and read again before the phrase counts', () => {
    const late = { ...read(locale), now: addMinutes('2026-11-21T10:00:00.000Z', 45) };
    const asked = tell(late, BUY[locale]);
    expect(books(asked)).toEqual(['confirmed', 'held']);
    expect(keys(asked)).toContain('switch.free');
    expect(books(tell(asked, BUY[locale]))).toEqual(['cancelled', 'confirmed']);
  });

  test('a hold that ran out takes nothing with it', () => {
    const late = { ...read(locale), now: addMinutes('2026-11-21T10:00:00.000Z', 1500) };
    const over = tell(late, BUY[locale]);
    expect(books(over)[0]).toBe('confirmed');
    expect(keys(over)).toEqual(expect.arrayContaining(['switch.ran_out', 'switch.stands']));
  });

  test('a vendor that has not answered the cancellation yet is waited for, and what is bought is said', () => {
    const slow = tell(read(locale, { cancel: undefined }), BUY[locale]);
    expect(books(slow)).toEqual(['cancelling', 'confirmed']);
    expect(keys(slow)).toEqual(expect.arrayContaining(['closing.booked_one', 'cancel.waiting']));
  });

  test('of several lines, what was bought before one failed is said and can be left', () => {
    const whole = tell(booked(locale), THREE[locale]);
    const { answer } = whole.outside;
    const noFlight: Outside['answer'] = (effect, booking, now) =>
      effect.type === 'confirm' && booking.offer.category === 'flight'
        ? { type: 'failed', reason: 'sold_out' }
        : answer(effect, booking, now);
    let play: Play = tell({ ...whole, outside: { ...whole.outside, answer: noFlight } }, YES[locale]);
    for (let i = 0; i < 4 && play.state.trip.talk.pending?.type === 'so_far'; i++) play = tell(play, YES[locale]);
    const failed = tell(play, BUY[locale]);
    const stands = standing(failed.state.trip).filter((line) => line.endsWith('confirmed'));
    expect(stands).toEqual(expect.arrayContaining(standing(booked(locale).state.trip)));
    expect(stands.filter((line) => line === 'flight confirmed')).toHaveLength(1);
    expect(keys(failed)).toEqual(expect.arrayContaining(['failed.sold_out', 'switch.stands']));
    expect(failed.state.trip.talk.pending?.type).toBe('cancel');
    const over = tellAll(failed, [YES[locale], YES[locale]]);
    expect(standing(over.state.trip).filter((line) => line.endsWith('confirmed'))).toEqual(standing(booked(locale).state.trip));
  });
});

test('whatever is said and answered, nothing booked is left before all that takes its place is bought', () => {
  const words = [
    'oui',
    'non',
    'plus tard',
    'je confirme et je paie',
    'on rentre le 21 finalement',
    'plutôt le 22',
    'c’est combien ?',
    '(silence)',
    '(open)',
  ];
  const failing: readonly VendorAnswer[] = [{ type: 'failed', reason: 'sold_out' }, PENDING, { type: 'unknown' }];
  const start = tellAll(begin('fr-FR'), STAY['fr-FR']);
  fc.assert(
    fc.property(fc.array(fc.record({ word: fc.constantFrom(...words), fate: fc.nat(8) }), { maxLength: 10 }), (script) => {
      let play: Play = tellAll(start, ['on rentre le 21 finalement', 'oui']);
      for (const { word, fate } of script) {
        const bad = failing[fate];
        const outside = bad ? fated(start, { confirm: bad, hold: bad }).outside : start.outside;
        play = tell({ ...play, outside }, word);
        const gone = play.state.trip.bookings.filter(({ status }) => status === 'cancelling' || status === 'cancelled');
        const bought = play.state.trip.bookings.filter(({ status }) => status === 'confirmed');
        expect(gone.length === 0 || bought.length > 0).toBe(true);
        if (play.state.trip.phase === 'settled') expect(bought.length === 1 || switching(play) === undefined).toBe(true);
      }
    }),
    { numRuns: 60, seed: 20_261_122 },
  );
});
