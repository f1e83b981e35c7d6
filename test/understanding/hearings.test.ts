import { hear } from '../support/hear.ts';

describe('words that recognition wrote for others, and words that say nothing, change no frame', () => {
  test.each([
    ['fr-FR', 'moins de saint cents euros', 'moins de cinq cents euros'],
    ['fr-FR', 'un vol pour nice le vin trois mars', 'un vol pour nice le vingt trois mars'],
    ['fr-FR', 'un chalet pour de personnes', 'un chalet pour deux personnes'],
    ['fr-FR', 'entre mille est mille cinq cents euros', 'entre mille et mille cinq cents euros'],
    ['fr-FR', 'mon mari est moi on voudrait un hôtel à annecy', 'mon mari et moi on voudrait un hôtel à annecy'],
    ['fr-FR', 'un hôtel prêt de la plage', 'un hôtel près de la plage'],
    ['fr-FR', 'on est quoi six pour tignes en genre février', 'on est six pour tignes en février'],
    ['fr-FR', 'un train pour du coup lyon demain matin', 'un train pour lyon demain matin'],
    ['fr-FR', 'six cents cents euros par par personne', 'six cents euros par personne'],
    ['en-US', 'a table for to at ate', 'a table for two at eight'],
    ['en-US', 'from the third two the eighth of may', 'from the third to the eighth of may'],
    ['en-US', 'three adults and won child', 'three adults and one child'],
    ['en-US', 'a fright to rome four a week', 'a flight to rome for a week'],
    ['en-US', 'higher a car in nice', 'hire a car in nice'],
    ['en-US', 'a flight to like rome in you know march', 'a flight to rome in march'],
    ['en-US', 'well so a hotel in basically york', 'a hotel in york'],
    ['en-US', "let's let's go to rome in march with eight eight hundred pounds", "let's go to rome in march with eight hundred pounds"],
  ])('%s "%s" is "%s"', (locale, heard, meant) => {
    expect(hear(heard, { locale })).toEqual(hear(meant, { locale }));
  });

  test.each([
    ['fr-FR', 'je confirme', 'book'],
    ['en-US', 'right', 'affirm'],
    ['en-US', 'who won the match', 'oos'],
  ])('%s "%s" keeps what it says', (locale, text, act) => {
    const context = act === 'oos' ? { locale } : ({ locale, phase: 'confirming', asked: 'confirm' } as const);
    expect(hear(text, context).acts).toEqual([act]);
  });

  test('an amount after "de" is not doubled', () => {
    expect(hear('un budget de cent seize euros').slots.budgetMax).toBe(116);
    expect(hear('mille de cents euros maximum').slots.budgetMax).toBe(1200);
  });
});
