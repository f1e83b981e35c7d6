import { renamed } from '../../shared/dialogue/unread.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

const NAME = { given: 'Paul', family: 'Martin' };
const HOTEL = ['un hôtel à Annecy du 12 au 14 février pour deux', 'peu importe', 'le premier'];
const HELD = tellAll(begin('fr-FR'), HOTEL);
const READ = tell(HELD, 'Camille Martin');

const rewritten = (play: Play): Play => ({ ...play, state: { ...play.state, trip: renamed(play.state.trip, NAME) } });
const isBought = ({ state }: Play) => state.trip.bookings.some(({ status }) => status === 'confirmed');

describe('a name written on the trip page', () => {
  test.each([
    ['while it is asked for', HELD],
    ['after the read-back', READ],
  ])('%s buys nothing that was not read under it', (_, play) => {
    const pressed = tell(rewritten(play), 'je confirme et je paie');
    expect([isBought(pressed), pressed.speech]).toEqual([false, expect.stringContaining('au nom de Paul Martin')]);
    expect(isBought(tell(pressed, 'je confirme et je paie'))).toBe(true);
  });

  test.each(['oui', "c'est fait", '(news)', '(open)'])('in place of the one asked for: %s reads back', (words) => {
    expect(tell(rewritten(HELD), words).speech).toContain('au nom de Paul Martin');
  });

  test('corrected: a yes reads anew', () => {
    expect(tell(rewritten(READ), 'oui').speech).toContain('au nom de Paul Martin');
  });
});

describe('another session', () => {
  test.each(['je confirme et je paie', 'oui'])('%s reads back before it can buy', (words) => {
    const again = tell(READ, words, true);
    expect([isBought(again), again.speech]).toEqual([false, expect.stringContaining('au nom de Camille Martin')]);
  });

  test('that opens asks whether to go on, and the phrase after it reads back', () => {
    const opened = tell(READ, '(open)', true);
    expect(opened.speech).toMatch(/On le termine \?$/);
    expect(isBought(tell(opened, 'je confirme et je paie'))).toBe(false);
  });
});
