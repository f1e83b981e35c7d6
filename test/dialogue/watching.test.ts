import fc from 'fast-check';
import { drawSecret, sealedOf } from '../../shared/market/evidence.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { addDays } from '../../shared/time.ts';
import type { WatchEffect } from '../../shared/trip-record.ts';
import { begin, GOOD, type Outside, outcome, type Play, tell, tellAll } from '../support/play.ts';

const HOTEL = 'un hôtel à Annecy du 12 au 14 février pour deux';
const STAY = 'a hotel in Annecy from February 12 to 14 for two';
const WATCH = 'préviens-moi si ça passe sous cent euros';

const at = (day: number, time = '10:00') => `${addDays('2026-11-21', day)}T${time}:00.000Z`;

/** Every price as usual until a day of the watch, from then on a tenth of it. */
function fallsOn(day: number): Outside {
  const cheap = (offer: Offer): Offer => ({ ...offer, total: { ...offer.total, minor: Math.round(offer.total.minor / 10) } });
  return {
    ...GOOD,
    offers: (request) => GOOD.offers(request).map((offer) => (request.openedAt >= at(day, '00:00') ? cheap(offer) : offer)),
  };
}

function armed(outside: Outside = GOOD): Play {
  return tellAll(begin('fr-FR', outside), [HOTEL, WATCH]);
}

function rings(play: Play, step: WatchEffect['step'], now: string): Play {
  const { id: watchId = 'watch-1', round = 0 } = play.state.trip.watch ?? {};
  return outcome(
    { ...play, now },
    { type: 'watch', key: `watch:${watchId}:${round + 1}:${step}`, watchId, step, at: now },
    { type: 'due' },
  );
}

/** A day of the watch: vendors are asked, and a quarter of an hour later what they answered is looked at. */
function day(play: Play, number: number): Play {
  return rings(rings(play, 'ask', at(number)), 'look', at(number, '10:15'));
}

const days = (play: Play, count: number) => Array.from({ length: count }, (_, i) => i + 1).reduce(day, play);

type Step = 'day' | '(open)' | 'non' | 'stop';

function after({ play, number }: { readonly play: Play; readonly number: number }, step: Step) {
  return step === 'day' ? { play: day(play, number + 1), number: number + 1 } : { play: tell(play, step), number };
}

describe('a watched price', () => {
  test('is armed with a threshold and an end, and both are said', () => {
    const play = armed();
    expect(play.state.trip.watch).toMatchObject({ below: { minor: 10_000, currency: 'EUR' }, until: '2027-01-31', state: 'armed' });
    expect(play.speech).toContain('jusqu’au 31 janvier'.replace('’', "'"));
    expect(play.speech).toContain('sous 100 euros');
    expect(play.ends).toBe(true);
  });

  test.each([
    [
      'fr-FR',
      [HOTEL, 'préviens-moi si ça passe sous cent euros avant le 5 janvier'],
      "c'est surveillé jusqu'à quand ?",
      10_000,
      '2027-01-05',
    ],
    ['fr-FR', [HOTEL, WATCH], "jusqu'au 10 janvier", 10_000, '2027-01-10'],
    ['en-US', [STAY, 'tell me if it drops below 100 euros'], 'until January 10th', 10_000, '2027-01-10'],
    ['en-US', [STAY, 'tell me if it drops below 100 euros before January 5th'], 'how long are you watching it?', 10_000, '2027-01-05'],
    ['fr-FR', [HOTEL, WATCH], "surveille plutôt jusqu'au 10 janvier", 10_000, '2027-01-10'],
    ['fr-FR', [HOTEL, `${WATCH} avant le 5 janvier`], 'préviens-moi si ça passe sous quatre-vingts euros', 8_000, '2027-01-05'],
    ['en-US', [STAY, 'tell me if it drops below 100 euros before January 5th'], 'watch it for me', 10_000, '2027-01-05'],
    ['en-US', [STAY, 'tell me if it drops below 100 euros'], 'keep watching it until January 10th', 10_000, '2027-01-10'],
    ['en-US', [STAY, 'tell me if it drops below 100 euros before January 5th'], 'tell me if it drops below 80 euros', 8_000, '2027-01-05'],
  ] as const)('keeps what is not said anew: %s %j, %s', (locale, lines, again, minor, until) => {
    const play = tellAll(begin(locale, GOOD), [...lines, again]);
    expect(play.state.trip.watch).toMatchObject({ below: { minor, currency: 'EUR' }, until, state: 'armed' });
    expect(play.says.map(({ key }) => key)).toEqual(['watch.armed']);
  });

  test('for other days is another one, and keeps nothing of the old', () => {
    const moved = tellAll(armed(), ['non, du 5 au 7 mars']);
    const again = tell(moved, 'surveille le prix');
    expect(again.state.trip.watch).toMatchObject({ until: '2027-02-28' });
    expect(again.state.trip.watch?.below.minor).toBeGreaterThan(10_000);
  });

  test('asks vendors once a day, and says nothing while nothing falls', () => {
    const before = armed();
    const after = days(before, 20);
    expect(after.state.trip.watch).toMatchObject({ state: 'armed', round: 20 });
    expect(after.told).toEqual(before.told);
    expect(after.state.trip.requests.filter(({ watchId }) => watchId !== undefined)).toHaveLength(1);
    expect(tell(after, '(open)').says.map(({ key }) => key)).not.toContain('watch.met');
  });

  test('tells once that it fell, and takes what was found', () => {
    const fell = days(armed(fallsOn(3)), 4);
    expect(fell.state.trip.watch?.state).toBe('met');
    const told = tell(fell, '(open)');
    expect(told.says.map(({ key }) => key)).toContain('watch.met');
    expect(told.state.trip.talk.pending?.type).toBe('take_watched');
    const taken = tell(told, 'oui');
    expect(taken.state.trip.bookings.map(({ status, offer }) => [status, offer.total.minor < 10_000])).toEqual([['held', true]]);
    expect(taken.state.trip.watch).toBeUndefined();
  });

  test('draws between equals by the secret that was committed to, as every list does', () => {
    const equals: Outside = {
      ...GOOD,
      offers: (request) =>
        GOOD.offers(request)
          .slice(0, 1)
          .flatMap((offer) => [...'abcdefgh'].map((name) => ({ ...offer, id: `${request.id}/${name}/1`, vendorId: name }))),
    };
    const play = tellAll(begin('fr-FR', equals), [HOTEL, WATCH]);
    const { watch } = play.state.trip;
    if (!watch) throw new Error('not armed');
    const trip = { ...play.state.trip, watch: { ...watch, below: { minor: 900_000, currency: 'EUR' } } };
    const { trip: met, offers } = day({ ...play, state: { ...play.state, trip } }, 1).state;
    const request = met.requests.find(({ watchId }) => watchId !== undefined);
    if (!request) throw new Error('nothing was asked');
    const now = at(1, '10:15');
    const need = watch.brief.needs.find(({ id }) => id === request.needId);
    const context = need && { need, brief: watch.brief, now };
    const [first] = sealedOf(request.id, offers, { context, now, secret: drawSecret(met.secret) });
    expect(met.watch?.found?.lines).toEqual([first?.offer]);
  });

  test('found, and too old to be taken, is asked for anew: nothing of that day stays with the trip', () => {
    const told = tell(days(armed(fallsOn(1)), 1), '(open)');
    const later = tell({ ...told, now: at(9), state: { ...told.state, offers: [] } }, 'oui');
    expect(later.state.trip.watch).toBeUndefined();
    const openedAt = later.state.trip.requests.map((request) => request.openedAt.slice(0, 10));
    expect(openedAt).not.toContain(at(1).slice(0, 10));
    expect(openedAt).toContain(at(9).slice(0, 10));
  });

  test('left with a no, is not told again', () => {
    const left = tell(tell(days(armed(fallsOn(1)), 1), '(open)'), 'non');
    expect(left.says.map(({ key }) => key)).toContain('watch.left');
    expect(tell(left, '(open)').says.map(({ key }) => key)).not.toContain('watch.met');
  });

  test('ends with its last day: vendors are asked no more', () => {
    const late = rings(armed(fallsOn(71)), 'ask', at(72));
    expect(late.state.trip.watch?.state).toBe('over');
    expect(late.state.trip.requests.some(({ watchId }) => watchId !== undefined)).toBe(false);
  });

  test('a clock that rings twice asks once and counts once', () => {
    const asked = rings(armed(), 'ask', at(1));
    expect(rings(asked, 'ask', at(1)).state.trip.requests).toEqual(asked.state.trip.requests);
    const watchId = asked.state.trip.watch?.id ?? '';
    const look: WatchEffect = { type: 'watch', key: `watch:${watchId}:1:look`, watchId, step: 'look', at: at(1, '10:15') };
    const ring = (play: Play) => outcome({ ...play, now: look.at }, look, { type: 'due' });
    const twice = ring(ring(asked));
    expect(twice.state.trip.watch).toMatchObject({ round: 1 });
  });

  test('a sum per person is one per person, a night one for a night, and pounds are not euros', () => {
    const each = tellAll(begin('fr-FR'), [HOTEL, 'préviens-moi si ça passe sous soixante euros par personne']);
    expect(each.state.trip.watch ?? each.says.map(({ key }) => key)).toMatchObject({ below: { minor: 6_000 }, scope: 'per_person' });
    expect(each.speech).toContain('par personne');
    const pounds = tellAll(begin('en-US'), [
      'a hotel in Annecy from February 12th to the 14th for two',
      'tell me if it drops below 100 pounds',
    ]);
    expect(pounds.says.map(({ key }) => key)).toContain('watch.currency');
    expect(pounds.state.trip.watch).toBeUndefined();
  });

  test('is refused for what is booked already', () => {
    const booked = tellAll(begin('fr-FR'), [HOTEL, 'le premier', 'Camille Martin', 'je confirme et je paie', WATCH]);
    expect(booked.says.map(({ key }) => key)).toContain('watch.booked');
  });

  test('ends when the trip is bought', () => {
    const booked = tellAll(armed(fallsOn(1)), ['le premier', 'Camille Martin', 'je confirme et je paie']);
    expect(booked.state.trip.phase).toBe('settled');
    expect(day(booked, 1).state.trip.watch?.state).toBe('over');
  });

  test('what is below already is offered at once', () => {
    const play = tellAll(begin('fr-FR'), [HOTEL, 'préviens-moi si ça passe sous neuf mille euros']);
    expect(play.says.map(({ key }) => key)).toContain('watch.already');
    expect(play.state.trip.watch).toBeUndefined();
  });

  test('is not promised before vendors have answered, nor for a trip of tomorrow', () => {
    expect(tell(begin('fr-FR'), WATCH).says.map(({ key }) => key)).toContain('watch.not_now');
    const soon = tellAll(begin('fr-FR'), ['un hôtel à Annecy du 22 au 24 novembre pour deux', WATCH]);
    expect(soon.says.map(({ key }) => key)).toContain('watch.too_late');
  });

  test('whatever the days bring, it is told at most once, and never after its end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.array(fc.constantFrom<Step>('day', '(open)', 'non', 'stop'), { maxLength: 40 }),
        (fall, steps) => {
          const number = steps.filter((step) => step === 'day').length;
          const { told } = steps.reduce(after, { play: armed(fallsOn(fall)), number: 0 }).play;
          const news = told.filter((speech) => speech.includes("c'est passé sous"));
          // Asked again as long as its question is open, but of one fall only.
          expect(new Set(news.map((speech) => speech.slice(0, 20))).size).toBeLessThanOrEqual(1);
          if (number < fall) expect(news).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
