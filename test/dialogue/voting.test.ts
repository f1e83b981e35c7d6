import fc from 'fast-check';
import { STANCES, type Stance, withBallot } from '../../shared/booking/vote.ts';
import { betteredBy } from '../../shared/market/best-round.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { addMinutes } from '../../shared/time.ts';
import { begin, frame, GOOD, NOW, type Outside, outcome, type Play, tell, tellAll, turn } from '../support/play.ts';

const HOTEL = 'un hôtel à Annecy du 12 au 14 février pour deux';
const YIELDING: Outside = {
  ...GOOD,
  // Everybody who is asked gives way.
  better: (offer): Offer => ({
    ...offer,
    id: `${offer.id}-b`,
    vendorOfferId: `${offer.vendorOfferId}-b`,
    counters: offer.vendorOfferId,
    total: { minor: offer.total.minor - 4_000, currency: 'EUR' },
  }),
};
const HOLDS: Outside = {
  ...GOOD,
  offers: (request) => GOOD.offers(request).map((offer) => ({ ...offer, hold: { ...offer.hold, possible: true } })),
};

const opened = (outside: Outside = HOLDS): Play => tellAll(begin('fr-FR', outside), [HOTEL, "on n'est pas d'accord", 'oui']);
const keys = ({ says }: Play) => says.map(({ key }) => key);
const states = ({ state }: Play) => state.trip.bookings.map(({ status, beside }) => (beside ? `${status} beside` : status));
const later = (play: Play, minutes: number): Play => ({ ...play, now: addMinutes(play.now, minutes) });

/** Ballots as the page keeps them: for each voter what they make of each choice, and a limit in euros. */
function voted(play: Play, ...ballots: readonly (readonly [stances: readonly Stance[], limit?: number])[]): Play {
  const { trip } = play.state;
  const vote = ballots.reduce((before, [stances, limit], i) => {
    const byId = Object.fromEntries((before?.options ?? []).map(({ proposal }, at) => [proposal.id, stances[at] ?? 'fine']));
    const ceiling = limit === undefined ? ('none' as const) : { minor: Math.round(limit * 100), currency: 'EUR' };
    const after = withBallot(before, { voter: `voter-${i}`, stances: byId, ceiling }, play.now);
    if (typeof after === 'string') throw new Error(after);
    return after;
  }, trip.vote);
  return { ...play, state: { ...play.state, trip: { ...trip, ...(vote && { vote }) } } };
}

describe('a vote', () => {
  test('is offered to two voices that want two of the list, and to who says so', () => {
    const list = tell(begin('fr-FR', HOLDS), HOTEL);
    const two = turn(list, { type: 'heard', heard: frame({ acts: ['select'], slots: { select: 1, alsoSelect: [3] } }) });
    expect(two.state.trip.talk.pending).toMatchObject({
      type: 'vote',
      options: [list.state.trip.listed[0]?.id, list.state.trip.listed[2]?.id],
    });
    expect(two.speech).toBe(
      "Je peux garder les deux sans frais jusqu'à demain 11 heures, et chacun vote sur son téléphone. On fait comme ça ?",
    );
    expect(states(two)).toEqual([]);
  });

  test('promises no hold where a seller holds nothing, and says who has not held', () => {
    const nobody: Outside = {
      ...HOLDS,
      answer: (effect, ...rest) => (effect.type === 'hold' ? { type: 'failed', reason: 'technical' } : GOOD.answer(effect, ...rest)),
    };
    const offered = tellAll(begin('fr-FR'), [HOTEL, 'on vote']);
    expect(keys(offered)).toEqual(['vote.offer_unheld', 'ask.vote']);
    expect(keys(tell(offered, 'oui'))).toEqual(['vote.not_held', 'vote.held_rest', 'vote.each']);
    const failed = opened(nobody);
    expect(keys(failed)).toEqual(['vote.not_held', 'vote.held_none', 'vote.each']);
    // What could not be held stands as it was offered, and may still win.
    const won = tell(voted(failed, [['yes']], [['yes']]), 'on en est où ?');
    expect([won.state.trip.talk.pending?.type, states(won)]).toEqual(['take', ['failed beside', 'failed beside', 'failed beside']]);
  });

  test('holds every choice, tells nobody’s answer before all have voted, and then what most want', () => {
    const play = opened();
    expect([states(play), keys(play), play.ends]).toEqual([Array(3).fill('held beside'), ['vote.held', 'vote.open', 'vote.where'], true]);
    expect(keys(tell(play, 'on en est où ?'))).toEqual(['vote.nobody', 'vote.kept']);
    const one = tell(voted(play, [['no', 'no', 'yes']]), 'on en est où ?');
    expect([keys(one), one.state.trip.talk.pending]).toEqual([['vote.some', 'vote.kept'], undefined]);
    const both = tell(voted(play, [['yes', 'fine']], [['yes', 'yes']]), 'on en est où ?');
    expect(keys(both)).toEqual(['vote.won_at_both', 'ask.take_title']);
  });

  test('is taken with a yes: the others are let go of, and what each had entered is forgotten', () => {
    const taken = tellAll(voted(opened(), [['no', 'yes'], 450], [['fine', 'yes']]), ['on en est où ?', 'oui']);
    expect(states(taken)).toEqual(['released beside', 'held', 'released beside']);
    expect(taken.state.trip).toMatchObject({ phase: 'confirming', vote: { ballots: {}, ended: NOW } });
    expect(JSON.stringify(taken.state)).not.toContain('45000');
  });

  test('even is told without favour, and asked', () => {
    const tie = tell(voted(opened(), [['yes', 'fine', 'no']], [['fine', 'yes', 'no']]), 'on en est où ?');
    expect([keys(tie), tie.state.trip.talk.pending?.type]).toEqual([['vote.tie_both', 'ask.choose'], 'choose']);
    expect(states(tell(tie, 'le deuxième'))).toEqual(['released beside', 'held', 'released beside']);
  });

  test('that suits nobody says not why, and offers the next that no limit is below', () => {
    const all = opened({ ...HOLDS, offers: (request) => HOLDS.offers(request) });
    const refused = tell(voted(all, [['no', 'no', 'no']], [['yes', 'yes', 'yes']]), 'on en est où ?');
    const limited = tell(voted(all, [['yes', 'yes', 'yes'], 99.37], [['yes', 'yes', 'yes']]), 'on en est où ?');
    expect(limited.speech).toBe(refused.speech);
    expect(keys(limited)).toEqual(['vote.none_both', 'vote.no_other', 'ask.missing']);
  });

  test('between two of three leaves the third for when neither suits everybody', () => {
    const list = tell(begin('fr-FR', HOLDS), HOTEL);
    const two = turn(list, { type: 'heard', heard: frame({ acts: ['select'], slots: { select: 2, alsoSelect: [3] } }) });
    const play = voted(tell(two, 'oui'), [['no', 'yes']], [['yes', 'no']]);
    const next = tell(play, 'on en est où ?');
    expect([keys(next), next.state.trip.talk.pending]).toEqual([
      ['vote.none_both', 'vote.next', 'ask.take'],
      { type: 'take', proposalId: list.state.trip.listed[0]?.id },
    ]);
    expect(keys(tell(voted(tell(two, 'oui'), [['no', 'yes'], 300], [['yes', 'no']]), 'on en est où ?'))).toContain('vote.no_other');
  });

  test('hears what sellers did meanwhile, and takes the better offer for the one that was voted on', () => {
    const play = voted(opened({ ...YIELDING, offers: HOLDS.offers }), [['yes', 'no', 'no']], [['yes', 'no', 'no']]);
    const won = tell(play, 'on en est où ?');
    expect(keys(won)).toEqual(['vote.won_both', 'better.price_at', 'ask.take']);
    const taken = tell(won, 'oui');
    const held = taken.state.trip.bookings.filter(({ status }) => status === 'held');
    expect(held.map(({ offer, beside }) => [betteredBy(offer) !== undefined, beside])).toEqual([[true, undefined]]);
  });

  test('lets a seller’s better price come under a limit that its first was over', () => {
    const play = opened({ ...YIELDING, offers: HOLDS.offers });
    const [first] = play.state.trip.vote?.options ?? [];
    const limit = ((first?.proposal.total.minor ?? 0) - 1) / 100;
    expect(keys(tell(voted(play, [['yes', 'no', 'no'], limit], [['yes', 'no', 'no']]), 'on en est où ?'))).toContain('vote.won_both');
  });

  test('outlives its holds: said, and the offers that still stand can be taken', () => {
    const over = tell(later(voted(opened(), [['yes']], [['yes']]), 1500), '(open)');
    expect(keys(over)).toEqual(['open.back', 'hold.ran_out', 'vote.won_at_both', 'ask.take']);
    expect(states(tell(over, 'oui'))).toEqual([...Array(3).fill('failed beside'), 'held']);
  });

  test('says what was sold before it could be held, and asks for the last one that is left', () => {
    const slow: Outside = { ...HOLDS, answer: (effect, ...rest) => (effect.type === 'hold' ? undefined : GOOD.answer(effect, ...rest)) };
    const sold = (play: Play, which: string) =>
      outcome(play, { type: 'hold', key: `hold:${which}`, bookingId: which }, { type: 'failed', reason: 'sold_out' });
    const play = sold(opened(slow), 'book-2');
    const two = tell(play, 'on en est où ?');
    expect(two.speech).toContain("C'est trop tard pour Les Mélèzes. Personne n'a encore voté.");
    const one = tell(sold(play, 'book-1'), 'on en est où ?');
    expect(one.speech).toBe("C'est trop tard pour Le Refuge et Les Mélèzes. On prend La Grande Ourse ?");
    expect(one.state.trip.talk.pending?.type).toBe('take');
  });

  test('whose offers have all gone asks the sellers again', () => {
    const gone = tell(later(voted(opened(), [['yes']], [['yes']]), 60 * 24 * 5), 'on en est où ?');
    expect(keys(gone)).toContain('offers.ran_out');
    expect(gone.state.trip.vote?.ended).toBeDefined();
  });

  test('ends with another wish for the trip, and lets go of all', () => {
    const moved = tell(opened(), 'finalement du 13 au 15 février');
    expect(keys(moved)).toContain('vote.dropped');
    expect(states(moved)).toEqual(Array(3).fill('released beside'));
  });

  test('ends as well with a wish that makes stale what was kept, though the list stays', () => {
    const wished = tell(opened(), 'finalement on veut une piscine');
    expect([keys(wished).includes('vote.dropped'), states(wished)]).toEqual([true, Array(3).fill('released beside')]);
    expect(wished.state.trip.phase).toBe('choosing');
  });

  test('is told by itself where somebody looks for news, once, when the last one has voted', () => {
    const news = (play: Play) => turn(play, { type: 'news' });
    expect(keys(news(voted(opened(), [['yes']])))).toEqual([]);
    const told = news(voted(opened(), [['yes', 'no', 'no']], [['yes', 'no', 'no']]));
    expect(keys(told)).toEqual(['vote.won_at_both', 'ask.take_title']);
    expect(keys(news(told))).toEqual([]);
  });

  test('is of as many as they say, and their number is no change of who travels', () => {
    const three = tellAll(begin('fr-FR', HOLDS), [HOTEL, 'on vote', 'oui, on est trois']);
    expect(three.state.trip).toMatchObject({ vote: { voters: 3 }, brief: { party: { adults: 2, children: 0 } } });
  });

  test('has nothing to decide where nothing is on the table, or one thing, or it is being bought', () => {
    expect(keys(turn(begin('fr-FR'), { type: 'heard', heard: frame({ acts: ['vote'] }) }))).toContain('vote.nothing');
    const one: Outside = { ...GOOD, offers: (request) => GOOD.offers(request).slice(0, 1) };
    expect(keys(tellAll(begin('fr-FR', one), [HOTEL, 'on vote']))).toContain('vote.only_one');
    expect(keys(tellAll(begin('fr-FR'), [HOTEL, 'le premier', 'Camille Martin', 'je confirme et je paie', 'on vote']))).toContain(
      'vote.nothing',
    );
  });

  test('can be asked for after one was held and before it is bought: it is one of the choices then', () => {
    const after = tellAll(begin('fr-FR', HOLDS), [HOTEL, 'le premier', 'Camille Martin', "non, on n'est pas d'accord", 'oui']);
    expect([states(after), after.state.trip.phase, after.state.trip.readback]).toEqual([
      Array(3).fill('held beside'),
      'choosing',
      undefined,
    ]);
  });

  test('never lets two of one need be bought, whatever is voted and said', () => {
    const stances = fc.array(fc.constantFrom(...STANCES), { minLength: 3, maxLength: 3 });
    const line = fc.constantFrom(
      'on en est où ?',
      'oui',
      'non',
      'le deuxième',
      'Camille Martin',
      'je confirme et je paie',
      'plus tard',
      'on vote',
      '(open)',
    );
    fc.assert(
      fc.property(stances, stances, fc.array(line, { maxLength: 7 }), (one, other, lines) => {
        const end = tellAll(voted(opened(), [one], [other]), lines);
        const bound = end.state.trip.bookings.filter(({ status }) => ['confirming', 'confirmed', 'unknown'].includes(status));
        expect(bound.length).toBeLessThan(2);
        expect(bound.filter(({ beside }) => beside)).toEqual([]);
        const held = end.state.trip.bookings.filter(({ status }) => status === 'held');
        if (bound.length > 0) expect(held).toEqual([]);
      }),
      { numRuns: 60, seed: 20_261_121 },
    );
  });
});
