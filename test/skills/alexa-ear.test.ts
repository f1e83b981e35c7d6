import { readdirSync, readFileSync } from 'node:fs';
import type { Asked, Heard, HearingContext } from '../../shared/dialogue/act.ts';
import { understand } from '../../shared/understanding/understand.ts';
import { wordsOf } from '../../skills/alexa/locale.ts';
import { inputOf } from '../../skills/alexa/request.ts';
import { type Examples, filled, type SentenceFile, wordings } from '../../skills/edge/templates.ts';
import { intentRequest } from '../support/alexa.ts';
import { hear, speechForm } from '../support/ear.ts';
import { numbersAsWords } from '../support/number-words.ts';

test.each([
  ['fr-FR', 0, 'zéro'],
  ['fr-FR', 21, 'vingt et un'],
  ['fr-FR', 71, 'soixante et onze'],
  ['fr-FR', 80, 'quatre-vingts'],
  ['fr-FR', 81, 'quatre-vingt-un'],
  ['fr-FR', 91, 'quatre-vingt-onze'],
  ['fr-FR', 200, 'deux cents'],
  ['fr-FR', 201, 'deux cent un'],
  ['fr-FR', 1000, 'mille'],
  ['fr-FR', 3500, 'trois mille cinq cents'],
  ['en-US', 15, 'fifteen'],
  ['en-US', 42, 'forty-two'],
  ['en-US', 3268, 'three thousand two hundred sixty-eight'],
])('%s: %d is said "%s"', (locale, n, words) => {
  expect(numbersAsWords(String(n), locale)).toBe(words);
});

test.each([
  ['fr-FR', "J'aimerais aller du 20 au 25 mars, avec un 4x4 !", "j'aimerais aller du vingt au vingt-cinq mars avec un quatre quatre"],
  ['fr-FR', 'trois mille — ah non, deux mille cinq, pas plus', 'trois mille ah non deux mille cinq pas plus'],
  ['fr-FR', 'À 20h30, le 1er, pour 3 500 €', 'à vingt heures trente le premier pour trois mille cinq cents euros'],
  ['en-US', 'March 20th to the 25th, $4,000 max.', 'march twentieth to the twenty-fifth four thousand dollars max'],
  ['en-US', 'at 7:30', 'at seven thirty'],
])('%s speech form of %s', (locale, line, spoken) => {
  expect(speechForm(line, locale)).toBe(spoken);
});

describe('the ear', () => {
  const said = (line: string, locale: string, elicit?: string) => {
    const { intent } = hear(line, locale, { elicit });
    const slot = Object.values(intent.slots ?? {}).find(({ value }) => value !== undefined);
    return [intent.name, slot?.name, slot?.value];
  };

  test.each<[string, string | undefined, readonly (string | undefined)[]]>([
    ['Oui !', undefined, ['AMAZON.YesIntent', undefined, undefined]],
    ['oui, un hôtel', undefined, ['YesIntent', 'query', 'un hôtel']],
    ["J'aimerais un hôtel à Annecy", undefined, ['WishIntent', 'query', 'un hôtel à annecy']],
    ['de Nantes', undefined, ['PhraseIntent', 'phrase', 'de nantes']],
    ['de Nantes', 'origin', ['AnswerIntent', 'origin', 'nantes']],
    ['Lefèvre', undefined, ['PhraseIntent', 'phrase', 'lefèvre']],
    ['Kowalczyk', undefined, ['AMAZON.FallbackIntent', undefined, undefined]],
    ['Kowalczyk', 'name', ['AnswerIntent', 'name', 'kowalczyk']],
    ['non, du 21 au 26', 'origin', ['NoIntent', 'query', 'du vingt et un au vingt-six']],
    ['la première, si possible', undefined, ['PhraseIntent', 'phrase', 'la première']],
    ['aide', 'name', ['AMAZON.HelpIntent', undefined, undefined]],
    ['je confirme et je paie', undefined, ['ConfirmIntent', 'query', 'et je paie']],
  ])('"%s" while %s is elicited', (line, elicit, expected) => {
    expect(said(line, 'fr-FR', elicit)).toEqual(expected);
  });

  test.each([
    'colorless green ideas sleep furiously tonight underneath bridges',
    'xyzzy',
    'le chat dort sur un canapé violet imaginaire',
    '',
    '…',
  ])('does not hear "%s": the fallback has no words', (line) => {
    const { intent, matched } = hear(line, 'fr-FR');
    expect([intent.name, matched]).toEqual(['AMAZON.FallbackIntent', false]);
  });
});

/** Written after the sentence files, without looking at them. */
const UNSEEN: Readonly<Record<string, readonly string[]>> = {
  'fr-FR': [
    'Bonjour, on cherche un petit chalet pour Noël avec mes parents',
    'Est-ce que vous auriez quelque chose à Courchevel ?',
    'On peut partir le vendredi soir plutôt que le samedi ?',
    'Mon fils a six ans et ma fille en a onze',
    'euh, attendez, je regarde mon agenda',
    "C'est combien la nuit ?",
    'Il nous faudrait deux chambres séparées',
    'Un peu moins cher si possible',
    'Prenez celui qui est le plus près de la gare',
    'Pourquoi pas Samoëns ?',
    'Non, finalement on y va en train',
    "Et pour le retour, c'est à quelle heure ?",
    'Ça dépend, vous avez quoi à Tignes ?',
    "Je n'ai pas bien compris le prix de la voiture",
    'Enlevez les skis, on a les nôtres',
    'Est-ce que le petit déjeuner est compris ?',
    'Ma femme préfère un spa',
    'Trouvez-moi un restaurant italien pour ce soir à Lyon',
    'On sera quatre, dont un bébé',
    'Je vous rappelle plus tard',
  ],
  'en-US': [
    "Hi there, we're after a small chalet for Christmas with my parents",
    'Do you have anything in Courchevel?',
    'Could we leave on Friday evening instead of Saturday?',
    "My son is six and my daughter's eleven",
    'hang on, let me look at my calendar',
    'How much is it a night?',
    "We'd need two separate rooms",
    'A little cheaper if you can',
    "I'll take the one closest to the station",
    'Why not Samoëns?',
    "No, actually we'll go by train",
    'And what time is the flight back?',
    'It depends, what do you have in Tignes?',
    "I didn't get the price of the car",
    'Drop the skis, we have our own',
    'Is breakfast included?',
    'My wife would rather have a spa',
    'Find me an Italian restaurant for tonight in Lyon',
    'There are four of us, one of them a baby',
    "I'll get back to you later",
  ],
};

test.each(Object.entries(UNSEEN))(
  '%s: four in five lines that no template was made from are heard without an elicited slot',
  (locale, lines) => {
    const missed = lines.filter((line) => !hear(line, locale).matched);
    expect(lines.length - missed.length).toBeGreaterThanOrEqual(0.8 * lines.length);
  },
);

const LOCALES = new URL('../../locales/', import.meta.url);
const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, LOCALES), 'utf8'));

/** Every template with other fillings than the model's. */
function otherSentences(locale: string): readonly (readonly [act: string, sentence: string])[] {
  const examples = read<Examples>(`${locale}/lists/examples.json`);
  return readdirSync(new URL(`${locale}/sentences/`, LOCALES)).flatMap((file) => {
    const { act, templates } = read<SentenceFile>(`${locale}/sentences/${file}`);
    return templates.flatMap(wordings).map((wording, i) => [act, filled(wording, examples, i + 3)] as const);
  });
}

/** What understanding is told while `asked` is open. */
function contextOf(locale: string, asked: Asked | undefined): HearingContext {
  const phase = asked === 'choose' ? 'choosing' : 'briefing';
  const listed = asked === 'choose' ? [['Les Arcs'], ['Valmorel'], ['La Clusaz']] : [];
  return {
    locale,
    today: '2026-11-21',
    timeNow: '11:00',
    timeZone: 'Europe/Paris',
    phase,
    known: { needs: [] },
    listed,
    ...(asked && { asked }),
  };
}

/** True when the words mean the same heard by the platform's model and read as text. */
function sameMeaning(sentence: string, locale: string, asked?: Asked, elicit?: string): boolean {
  const { intent } = hear(sentence, locale, { digits: true, elicit });
  const input = inputOf(intentRequest(intent, { locale, ...(elicit !== undefined && { attributes: { elicited: elicit } }) }));
  const context = contextOf(locale, asked);
  const heard = input?.type === 'utterance' ? understand(input.text, context) : input?.type === 'heard' ? input.heard : undefined;
  return heard !== undefined && frameOf(heard) === frameOf(understand(sentence, context));
}

function frameOf({ acts, needs, needsNot, slots, prefs, prefsNot }: Heard): string {
  return JSON.stringify([[...acts].sort(), [...needs].sort(), [...needsNot].sort(), slots, [...prefs].sort(), [...prefsNot].sort()]);
}

test.each(['fr-FR', 'en-US'])('%s: through the platform a sentence means what it means as text', (locale) => {
  const sentences = otherSentences(locale);
  const asked = (act: string) => (['select', 'more_options', 'refine', 'why', 'ask'].includes(act) ? 'choose' : undefined);
  const differing = sentences.filter(([act, sentence]) => !sameMeaning(sentence, locale, asked(act)));
  expect(differing.length).toBeLessThanOrEqual(0.02 * sentences.length);
});

test.each(['fr-FR', 'en-US'])('%s: so does what is said while a slot is elicited, the answer or something else', (locale) => {
  const said = otherSentences(locale).filter(([act]) => ['inform', 'change', 'affirm', 'dont_care', 'later'].includes(act));
  // Every sentence in a third of the slots, and every slot with a third of the sentences: all of them took ten seconds.
  const tried = wordsOf(locale).answers.flatMap(({ slot, asked }, i) =>
    said.filter((_, k) => (i + k) % 3 === 0).map(([, sentence]) => [sentence, locale, asked[0] as Asked, slot] as const),
  );
  const differing = tried.filter((given) => !sameMeaning(...given));
  expect(differing.length).toBeLessThanOrEqual(0.03 * tried.length);
});
