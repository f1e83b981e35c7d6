import { liveOffers } from '../../shared/dialogue/requests.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

const asked = ({ state }: Play) =>
  state.trip.requests.filter(({ state: is }) => is === 'open').map(({ id, category }) => `${id} ${category}`);
const live = ({ state, now }: Play) => new Set(liveOffers(state.trip, state.offers, now).map(({ requestId }) => requestId));

const HOTEL = tell(begin('fr-FR'), 'un appartement à Chamonix du 4 au 11 janvier pour quatre');
const FLIGHT = tell(begin('fr-FR'), 'un vol de Paris à Rome du 7 au 9 mai pour quatre');

describe('vendors are asked again only when their answer would be another', () => {
  test('one need, one request', () => {
    expect(asked(HOTEL)).toEqual(['rfo-1 lodging']);
  });

  test('fewer people still fit a car: nobody is asked again', () => {
    const car = tell(begin('fr-FR'), 'une voiture de location à Lyon du 4 au 11 janvier pour quatre');
    expect(asked(tell(car, 'en fait on sera que trois'))).toEqual(asked(car));
  });

  test.each(['en fait on sera que trois', 'finalement sans les enfants'])('“%s”: another room, at another price', (words) => {
    const family = tell(begin('fr-FR'), 'un appartement à Chamonix du 4 au 11 janvier pour deux adultes et deux enfants de 5 et 8 ans');
    expect(asked(tell(family, words))).toEqual(['rfo-2 lodging']);
  });

  test('more people do not: the old request is withdrawn', () => {
    const more = tell(HOTEL, 'en fait on sera six');
    expect(asked(more)).toEqual(['rfo-2 lodging']);
    expect(live(more)).toEqual(new Set(['rfo-2']));
  });

  test('seats are sold by the head: fewer people is another price', () => {
    expect(asked(tell(FLIGHT, 'en fait on sera que trois'))).toEqual(['rfo-2 flight']);
  });

  test('other days are another request', () => {
    expect(asked(tell(HOTEL, 'non, du 5 au 12'))).toEqual(['rfo-2 lodging']);
  });

  test('a wish that offers already answer filters them', () => {
    expect(asked(tell(HOTEL, 'il nous faut un parking'))).toEqual(['rfo-1 lodging']);
  });

  test('a dropped need is withdrawn, and what is left is not asked for again', () => {
    const both = tellAll(begin('fr-FR'), ['un vol et un hôtel à Rome du 7 au 9 mai pour deux depuis Paris', 'peu importe']);
    const hotel = tell(both, 'finalement sans le vol');
    expect(asked(both).map((line) => line.split(' ')[1])).toEqual(expect.arrayContaining(['flight', 'lodging']));
    expect(asked(hotel).map((line) => line.split(' ')[1])).toEqual(['lodging']);
    expect(hotel.state.trip.requests.filter(({ category }) => category === 'lodging')).toHaveLength(1);
  });

  test('each need goes out as soon as it is complete, while the next question is asked', () => {
    const brief = tellAll(begin('fr-FR'), [
      'aller skier dans les Alpes françaises du 20 au 25 mars avec un 4x4 à l’aéroport de Lyon',
      'deux adultes',
    ]);
    expect(asked(brief).map((line) => line.split(' ')[1])).toEqual(['car']);
    expect(brief.state.trip.talk.pending?.type).toBe('origin');
  });

  test('what the vendors are told holds no name, no age and no ceiling', () => {
    const told = tellAll(begin('fr-FR'), [
      'un hôtel à Annecy du 12 au 14 février pour deux adultes et un enfant de huit ans, 900 euros maximum',
    ]);
    const [request] = told.state.trip.requests;
    expect(request?.party).toEqual({ adults: 2, childAgeBands: ['6-11'] });
    expect(JSON.stringify(request)).not.toContain('90000');
  });

  test('a wish that comes later leaves what was asked for as it was', () => {
    const passes = tell(begin('fr-FR'), 'des skis à Chamonix du 20 au 25 mars pour deux adultes');
    const wished = tell(passes, 'avec des casques');
    const attrs = ({ state }: Play) => state.trip.requests.at(-1)?.requirements.map(({ attr }) => attr);
    expect(attrs(passes)).toEqual(['everyDay']);
    expect(attrs(wished)).toEqual(['helmet', 'everyDay']);
  });
});
