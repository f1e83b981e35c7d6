import { money } from '../../shared/money.ts';
import { displayOf } from '../../shared/rendering/display.ts';
import type { Voice } from '../../shared/rendering/speech.ts';
import { tripView } from '../../shared/rendering/trip-view.ts';
import { begin, GOOD, tellAll } from '../support/play.ts';

const VOICE: Voice = { locale: 'fr-FR', timeZone: 'Europe/Paris', now: '2026-11-21T10:00:00.000Z' };
const TALK = ['un hôtel à Annecy du 12 au 14 février pour deux', 'le premier', 'Camille Martin', 'je confirme et je paie'];

describe('the card of what is booked', () => {
  test('shows the price that was offered where that was confirmed', () => {
    const { trip, offers } = tellAll(begin('fr-FR'), TALK).state;
    expect(displayOf(trip, offers, VOICE)?.items[0]?.detail).toContain('310 euros 95');
  });

  test('shows what was really confirmed where its vendor took more and kept it', () => {
    const dear = money(81_095);
    const play = tellAll(
      begin('fr-FR', {
        ...GOOD,
        answer: (effect, booking, now) => {
          if (effect.type === 'cancel') return { type: 'failed', reason: 'refused' };
          const answer = GOOD.answer(effect, booking, now);
          return answer?.type === 'confirmed' ? { ...answer, total: dear, paid: dear } : answer;
        },
      }),
      TALK,
    );
    const { trip, offers } = play.state;
    const detail = displayOf(trip, offers, VOICE)?.items[0]?.detail;
    expect([detail?.includes('810 euros 95'), detail?.includes('310 euros 95')]).toEqual([true, false]);
    expect(tripView(trip, offers, VOICE, 'https://concierge.example').bookings).toMatchObject([{ total: { amount: '810.95' } }]);
  });
});

describe('what a screen shows of several purchases', () => {
  const trip = (locale: 'fr-FR' | 'en-US', words: string) => tellAll(begin(locale), [words]).state;

  test('has the journey first, each with its seller as the language writes it', () => {
    const fr = trip(
      'fr-FR',
      'aller skier aux Arcs du 20 au 25 mars à deux avec un 4x4 à l’aéroport de Lyon un hôtel et un vol depuis Nantes trois mille euros maximum',
    );
    const [view] = tripView(fr.trip, fr.offers, VOICE, '').proposals;
    expect(view?.lines[0]?.category).toBe('flight');
    expect(view?.lines.every(({ vendor, title }) => title.startsWith(`${vendor} : `) || title.includes(' : '))).toBe(true);
    const en = trip('en-US', 'a hotel in Annecy from February 12th to 14th for two');
    const [english] = tripView(en.trip, en.offers, { ...VOICE, locale: 'en-US' }, '').proposals;
    expect(english?.lines[0]?.title).toMatch(/^[^:]*[^ :]: /);
  });
});

describe('what a screen shows of several sellers', () => {
  const WHOLE =
    'aller skier aux Arcs du 20 au 25 mars à deux depuis Nantes avec un 4x4 à l’aéroport de Lyon un hôtel et la location de skis trois mille euros maximum';
  const { trip, offers } = tellAll(begin('fr-FR'), [WHOLE]).state;

  test('is one sum of an organiser, and a price each where they sell apart', () => {
    const [together] = tripView(trip, offers, VOICE, '').proposals;
    const [apart] = tripView(trip, offers, { ...VOICE, apart: true }, '').proposals;
    expect([together?.apart, apart?.apart, apart?.total]).toEqual([undefined, true, together?.total]);
    const sum = Math.ceil(Number(together?.total.amount));
    expect(displayOf(trip, offers, VOICE)?.items[0]?.detail).toContain(`${sum} euros`);
    const detail = displayOf(trip, offers, { ...VOICE, apart: true })?.items[0]?.detail;
    expect(detail).not.toContain(`${sum} euros`);
    expect(detail?.match(/euros pour/g)).toHaveLength(together?.lines.length ?? 0);
  });
});
