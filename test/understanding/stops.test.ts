import { hear, placeIds } from '../support/hear.ts';

function stagesOf(text: string, locale: string) {
  const { stages, origin, destination, landing } = hear(text, { locale }).slots;
  const named = (values: readonly { readonly name: string }[] = []) => values.map(({ name }) => name).join('/');
  return { from: named(origin), to: (stages ?? []).map(named).join(' > ') || named(destination), lands: placeIds(landing).join() };
}

describe('several towns', () => {
  test.each([
    ['fr-FR', 'Florence, Rome et Venise en train', '', 'Florence > Rome > Venise'],
    ['fr-FR', 'florence rome et venise', '', 'Florence > Rome > Venise'],
    ['fr-FR', 'une semaine en Italie : Florence, Rome et Venise, du 3 au 10 mai', '', 'Florence > Rome > Venise'],
    ['fr-FR', 'trois jours à Rome puis deux jours à Florence', '', 'Rome > Florence'],
    ['fr-FR', 'de Paris à Lyon puis Nice', 'Paris', 'Lyon > Nice'],
    ['fr-FR', 'Rome et Florence', '', 'Rome > Florence'],
    ['fr-FR', "d'abord Rome, puis Naples ou Capri", '', 'Rome > Naples/Capri'],
    ['fr-FR', 'Paris - Lyon - Nice en train', 'Paris', 'Lyon > Nice'],
    ['en-US', 'Florence, Rome and Venice', '', 'Florence > Rome > Venice'],
    ['en-US', 'a week in Italy: Florence, Rome and Venice by train', '', 'Florence > Rome > Venice'],
    ['en-US', 'Paris then Lyon then Nice', '', 'Paris > Lyon > Nice'],
    ['en-US', 'Paris, Lyon and Nice', '', 'Paris > Lyon > Nice'],
    ['en-US', 'from Paris, then Lyon, then Nice', 'Paris', 'Lyon > Nice'],
    ['en-US', 'from London to Paris to Rome', 'London', 'Paris > Rome'],
    ['en-US', 'we want to go to Rome, then Florence, and finally Venice', '', 'Rome > Florence > Venice'],
  ] as const)('%s "%s" are gone to one after the other', (locale, text, from, to) => {
    expect(stagesOf(text, locale)).toEqual({ from, to, lands: '' });
  });

  test.each([
    ['fr-FR', 'Rome ou Florence', '', 'Rome/Florence', ''],
    ['fr-FR', 'Rome, Florence ou Venise', '', 'Rome/Florence/Venise', ''],
    ['fr-FR', 'on hésite entre Rome et Florence', '', 'Rome/Florence', ''],
    ['fr-FR', "Tignes et Val d'Isère", '', "Tignes/Val-d'Isère", ''],
    ['fr-FR', 'un train entre Lyon et Paris', 'Lyon', 'Paris', ''],
    ['fr-FR', 'un vol pour Genève, puis Morzine ou Les Gets', '', 'Morzine/Les Gets', 'city:CH:geneve'],
    ['en-US', 'Rome, Florence or Venice', '', 'Rome/Florence/Venice', ''],
    ['en-US', 'a train between Paris and Lyon', 'Paris', 'Lyon', ''],
    ['en-US', 'fly to Geneva, then Morzine or Les Gets', '', 'Morzine/Les Gets', 'city:CH:geneve'],
    ['en-US', 'a hotel in Lyon, central and nice', '', 'Lyon', ''],
  ] as const)('%s "%s" are no stages', (locale, text, from, to, lands) => {
    expect(hear(text, { locale }).slots.stages).toBeUndefined();
    expect(stagesOf(text, locale)).toEqual({ from, to, lands });
  });

  test.each([
    ['fr-FR', "non, d'abord Rome"],
    ['fr-FR', 'on commence par Rome'],
    ['en-US', 'no, Rome first'],
    ['en-US', "let's start with Rome"],
  ] as const)('%s "%s" is no origin, though that was asked for', (locale, text) => {
    const { origin, destination } = hear(text, { locale, asked: 'origin' }).slots;
    expect([placeIds(origin), placeIds(destination)]).toEqual([[], ['city:IT:rome']]);
  });
});
