import { wordsOf } from '../../shared/places/fold.ts';
import type { PlaceHint } from '../../shared/places/place.ts';
import { matchAt } from '../../shared/places/places.ts';

/** "3 resort:les-arcs", "1 city:ES:valencia or city:FR:valence", "nothing". */
function heard(text: string, hint: PlaceHint, from = 0): string {
  const match = matchAt(wordsOf(text), from, hint);
  if (!match || match.resolution.type === 'none') return 'nothing';
  const { length, resolution } = match;
  return `${length} ${resolution.type === 'found' ? resolution.place.id : resolution.candidates.map((place) => place.id).join(' or ')}`;
}

const FRENCH: readonly (readonly [string, string])[] = [
  ['les deux alpes', '3 resort:les-deux-alpes'],
  ['Les 2 Alpes', '3 resort:les-deux-alpes'],
  ['l alpe d huez', '4 resort:alpe-d-huez'],
  ["alpe d'huez", '3 resort:alpe-d-huez'],
  ['saint gervais', '2 resort:saint-gervais'],
  ['st gervais', '2 resort:saint-gervais'],
  ['arc 1800', '2 resort:les-arcs'],
  ['les houches', '2 resort:les-houches'],
  ['argentière', '1 resort:argentiere'],
  ['flims', '1 resort:flims'],
  ['champagny en vanoise', '3 resort:champagny'],
  ['bad hofgastein', '2 resort:bad-hofgastein'],
  ['le puy', '2 city:FR:le-puy-en-velay'],
  ['cherbourg', '1 city:FR:cherbourg-octeville'],
  ['brive', '1 city:FR:brive-la-gaillarde'],
  ['charleville', '1 city:FR:charleville-mezieres'],
  ['boulogne', '1 city:FR:boulogne-billancourt or city:FR:boulogne-sur-mer'],
  ['livourne', '1 city:IT:livorno'],
  ['louxor', '1 city:EG:luxor'],
  ['galway', '1 city:IE:gaillimh'],
  ['pays bas', '2 country:NL'],
  ['saint denis', '2 city:FR:saint-denis or city:RE:saint-denis'],
  ['val d isère', '3 resort:val-d-isere'],
  ['chamonix mont blanc', '3 resort:chamonix'],
  ['grand bornand', '2 resort:le-grand-bornand'],
  ['saint lary soulan', '3 resort:saint-lary'],
  ['font romeu', '2 resort:font-romeu'],
  ['ax trois domaines', '3 resort:ax-3-domaines'],
  ['pas de la case', '4 resort:pas-de-la-case'],
  ['super besse', '2 resort:super-besse'],
  ['aeroport de lyon', '3 LYS'],
  ["l'aéroport de Lyon", '4 LYS'],
  ["l'aéroport Lyon Saint-Exupéry", '5 LYS'],
  ['aéroport de nice', '3 NCE'],
  ['aéroport de Genève', '3 GVA'],
  ['aéroport de paris', '3 PAR'],
  ['aéroport de Londres', '3 LON'],
  ['aéroport de bruxelles', '3 BRU'],
  ['roissy', '1 CDG'],
  ['orly', '1 ORY'],
  ['heathrow', '1 LHR'],
  ['gare de lyon part dieu', '5 station:8772319'],
  ['gare de lyon', '3 station:8768600'],
  ['la gare de Moûtiers', '4 station:8774172'],
  ['gare de grenoble', '3 station:8774700'],
  ['les alpes francaises', '3 region:french-alps'],
  ['les Alpes', '2 region:french-alps'],
  ['les alpes suisses', '3 region:swiss-alps'],
  ['les alpes italiennes', '3 region:italian-alps'],
  ['les alpes autrichiennes', '3 region:austrian-alps'],
  ['tarentaise', '1 region:tarentaise'],
  ['la maurienne', '2 region:maurienne'],
  ['haute savoie', '2 region:haute-savoie'],
  ['savoie', '1 region:savoie'],
  ['la Savoie', '2 region:savoie'],
  ["l'Isère", '2 region:isere'],
  ['les hautes alpes', '3 region:hautes-alpes'],
  ['les trois vallées', '3 region:trois-vallees'],
  ['portes du soleil', '3 region:portes-du-soleil'],
  ['pyrenees', '1 region:pyrenees'],
  ['vosges', '1 region:vosges'],
  ['massif central', '2 region:massif-central'],
  ['jura', '1 region:jura'],
  ['dolomites', '1 region:dolomites'],
  ['londres', '1 city:GB:london'],
  ['Genève', '1 city:CH:geneve'],
  ['milan', '1 city:IT:milan'],
  ['munich', '1 city:DE:munich'],
  ['Pékin', '1 city:CN:beijing'],
  ['le Caire', '2 city:EG:cairo'],
  ['la Nouvelle-Orléans', '3 city:US:new-orleans'],
  ['Aix-la-Chapelle', '3 city:DE:aachen'],
  ['bâle', '1 city:CH:basel'],
  ['nantes', '1 city:FR:nantes'],
  ['paris', '1 city:FR:paris'],
  ['luxembourg', '1 city:LU:luxembourg'],
  ['le portugal', '2 country:PT'],
  ['les États-Unis', '3 country:US'],
  ["l'Angleterre", '2 country:GB'],
  ['andorre', '1 country:AD'],
];

const ENGLISH: readonly (readonly [string, string])[] = [
  ['the french alps', '3 region:french-alps'],
  ['the alps', '2 region:alps'],
  ['the swiss alps', '3 region:swiss-alps'],
  ['the dolomites', '2 region:dolomites'],
  ['geneva', '1 city:CH:geneve'],
  ['lyon airport', '2 LYS'],
  ['the lyon airport', '3 LYS'],
  ['nice airport', '2 NCE'],
  ['paris airport', '2 PAR'],
  ['london gatwick', '2 LGW'],
  ['london gatwick airport', '3 LGW'],
  ['heathrow', '1 LHR'],
  ['moutiers station', '2 station:8774172'],
  ['three valleys', '2 region:trois-vallees'],
  ['st moritz', '2 resort:st-moritz'],
  ["alpe d'huez", '3 resort:alpe-d-huez'],
  ['the us', '2 country:US'],
  ['the uk', '2 country:GB'],
  ['barcelona', '1 city:ES:barcelona'],
  ['vienna', '1 city:AT:vienna'],
  ['new york', '2 city:US:new-york-city'],
];

describe('a place name among words', () => {
  test.each(FRENCH)('French: %s', (text, expected) => expect(heard(text, { locale: 'fr-FR' })).toBe(expected));
  test.each(ENGLISH)('English: %s', (text, expected) => expect(heard(text, { locale: 'en-US' })).toBe(expected));

  test.each([
    ['skier aux arcs en mars', 2, '1 resort:les-arcs'],
    ['retour du grand bornand', 2, '2 resort:le-grand-bornand'],
    ['un vol depuis nantes demain', 3, '1 city:FR:nantes'],
    ['une semaine aux menuires', 3, '1 resort:les-menuires'],
    ['je pars du havre samedi', 3, '1 city:FR:le-havre'],
    ['au mans', 1, '1 city:FR:le-mans'],
  ])('the article may have gone into the preposition: %s', (text, from, expected) => {
    expect(heard(text, { locale: 'fr-FR', activity: 'ski' }, from)).toBe(expected);
  });

  test.each(['voiture', 'avion', 'mars', 'un', 'spa', 'chien', 'trente'])('everyday words are no places: %s', (word) => {
    expect(heard(word, { locale: 'fr-FR', expected: true })).toBe('nothing');
  });

  test.each([
    ['en-US', 'nice'],
    ['en-US', 'us'],
    ['en-US', 'reading'],
    ['fr-FR', 'tours'],
    ['fr-FR', 'vienne'],
  ])('%s: "%s" is a place only where one is expected', (locale, word) => {
    expect(heard(word, { locale })).toBe('nothing');
    expect(heard(word, { locale, expected: true })).not.toBe('nothing');
  });
});

describe('two places of one name', () => {
  test.each([
    ['fr-FR', 'valence', '1 city:ES:valencia or city:FR:valence'],
    ['en-US', 'valence', '1 city:ES:valencia or city:FR:valence'],
    ['fr-FR', 'fribourg', '1 city:DE:freiburg or city:CH:fribourg'],
    ['fr-FR', 'san josé', '2 city:US:san-jose or city:CR:san-jose'],
    ['fr-FR', 'les arcs', '2 resort:les-arcs or city:FR:les-arcs'],
    ['fr-FR', 'saint martin', '2 resort:saint-martin-de-belleville or country:MF'],
    ['en-US', 'cambridge', '1 city:GB:cambridge or city:CA:cambridge or city:US:cambridge'],
  ])('%s: %s must be asked', (locale, text, expected) => expect(heard(text, { locale })).toBe(expected));

  test.each([
    ['fr-FR', 'birmingham', '1 city:GB:birmingham'],
    ['fr-FR', 'barcelone', '1 city:ES:barcelona'],
    ['en-US', 'paris', '1 city:FR:paris'],
    ['en-US', 'london', '1 city:GB:london'],
    ['en-US', 'valencia', '1 city:ES:valencia'],
  ])('%s: %s is the one far larger', (locale, text, expected) => expect(heard(text, { locale })).toBe(expected));

  test('who goes skiing at Les Arcs means Savoie', () => {
    expect(heard('les arcs', { locale: 'fr-FR', activity: 'ski' })).toBe('2 resort:les-arcs');
    expect(heard('saint martin', { locale: 'fr-FR', activity: 'ski' })).toBe('2 resort:saint-martin-de-belleville');
  });

  test('the trip decides: Valence near Lyon, Valencia near Madrid', () => {
    expect(heard('valence', { locale: 'fr-FR', nearId: 'LYS' })).toBe('1 city:FR:valence');
    expect(heard('les arcs', { locale: 'fr-FR', nearId: 'NCE' })).toBe('2 city:FR:les-arcs');
  });

  test('only the kinds asked for: a city where a plane is asked for is its airport', () => {
    expect(heard('lyon', { locale: 'fr-FR', kinds: ['airport'] })).toBe('1 LYS');
    expect(heard('londres', { locale: 'fr-FR', kinds: ['airport', 'metro'] })).toBe('1 LON');
    expect(heard('moûtiers', { locale: 'fr-FR', kinds: ['station'] })).toBe('1 station:8774172');
    expect(heard('lyon', { locale: 'fr-FR', kinds: ['resort'] })).toBe('nothing');
  });
});
