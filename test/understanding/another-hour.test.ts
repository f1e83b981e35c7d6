import { hear } from '../support/hear.ts';

describe('another hour for the one table', () => {
  const table = (locale: string) => ({ locale, phase: 'settled', asked: 'open', known: { needs: ['restaurant'], party: 2 } }) as const;

  test.each(['change it to 9', 'make it nine', 'can we do nine instead', 'switch it to nine please'])('%s', (text) => {
    expect(hear(text, table('en-US'))).toMatchObject({ acts: ['change'], slots: { time: '21:00' } });
  });

  test.each(['change pour 9', 'change la pour 9', 'mets 9'])('%s', (text) => {
    expect(hear(text, table('fr-FR'))).toMatchObject({ acts: ['change'] });
    expect(hear(text, table('fr-FR')).slots).toEqual({ time: '21:00' });
  });

  test('of a stay it is how many come', () => {
    const stay = { phase: 'settled', asked: 'open', known: { needs: ['lodging'], party: 2 } } as const;
    expect(hear('change it to 9', { ...stay, locale: 'en-US' }).slots).toEqual({ party: 9 });
  });
});

describe('another hour for the one ride', () => {
  const ride = (locale: string, time = '18:00') =>
    ({ locale, phase: 'choosing', asked: 'choose', known: { needs: ['transfer'], party: 2, time } }) as const;

  test.each([
    ['no make that seven', '19:00'],
    ['make it 7', '19:00'],
    ['change it to nine', '21:00'],
    ['push the taxi back to nine', '21:00'],
    ['actually half past six', '18:30'],
    ['make it seven in the morning', '07:00'],
    ['make it 7 am', '07:00'],
    ['make it 14', '14:00'],
  ])('%s', (text, time) => {
    expect(hear(text, ride('en-US')).slots).toMatchObject({ time });
  });

  test.each([
    ['non mets sept', '19:00'],
    ['plutôt sept', '19:00'],
    ['change pour neuf', '21:00'],
    ['décale le taxi à neuf heures', '21:00'],
    ['finalement six heures et demie', '18:30'],
    ['finalement sept heures du matin', '07:00'],
  ])('%s', (text, time) => {
    expect(hear(text, ride('fr-FR')).slots).toMatchObject({ time });
  });

  test('and counts nobody', () => {
    expect(hear('change pour huit', ride('fr-FR')).slots).toEqual({ time: '20:00' });
  });

  test.each([
    ['en-US', 'make it seven', '08:00', '07:00'],
    ['en-US', 'make it five', '05:30', '05:00'],
    ['fr-FR', 'finalement sept heures', '08:00', '07:00'],
    ['en-US', 'make it three', '10:00', '15:00'],
    ['en-US', 'actually half past eleven', '13:00', '11:30'],
  ] as const)('%s: "%s", of the ride at %s', (locale, text, known, time) => {
    expect(hear(text, ride(locale, known)).slots).toMatchObject({ time });
  });

  test.each([
    ['en-US', 'make it three people', 3],
    ['en-US', 'three of us', 3],
    ['en-US', 'no, we are back to 4', 4],
    ['fr-FR', 'finalement on est trois', 3],
    ['fr-FR', 'on est bien quatre', 4],
  ] as const)('%s: "%s" is how many come', (locale, text, party) => {
    expect(hear(text, ride(locale)).slots).toEqual({ party });
  });

  test('to how many come, and beside a stay, a number is no hour', () => {
    expect(
      hear('make it four', { ...ride('en-US'), phase: 'briefing', asked: 'who', known: { needs: ['transfer'], time: '18:00' } }).slots,
    ).toEqual({ party: 4 });
    expect(hear('make it four', { ...ride('en-US'), known: { needs: ['transfer', 'lodging'], party: 2 } }).slots).toEqual({ party: 4 });
  });

  test('the hour of another thing is its own', () => {
    expect(hear('et un train à sept heures', ride('fr-FR')).slots).toMatchObject({ time: '07:00' });
  });
});
