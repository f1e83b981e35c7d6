import type { Slots } from '../dialogue/act.ts';
import type { Spot } from '../trip/brief.ts';
import { type Found, type Reading, wordValue } from './found.ts';
import { hits } from './hits.ts';
import { isUnknown } from './misheard.ts';
import { normalise } from './normalise.ts';

/** The words of a spot are kept, and a mark of their own stands for them: nothing else is read in them. */
export function spotted(type: Spot['type'], words: readonly string[], { spots }: Reading): string {
  spots.push({ type, words: words.join(' ') });
  return `@a${spots.length - 1}`;
}

const MOST = 6;

/** "Près de la fac", "close to the conference centre": what is near something that is no place of ours and no word of the lists. */
export function markLandmarks(text: string, reading: Reading, found: readonly Found[]): string {
  let out = text;
  for (const { at, length } of hits(reading.grammar, 'landmarks', text)) {
    const lead = text.slice(at, at + length).split(' ');
    const after = text.slice(at + length + 1).split(' ');
    const name = nameIn(after, reading);
    const words = [...lead, ...name];
    if (isWanted(text, reading) && isLandmark(lead, name, reading, found) && !isHubOf(name, after.slice(name.length), reading))
      out = out.replace(` ${words.join(' ')} `, ` ${spotted('landmark', words, reading)} `);
  }
  return out;
}

/** The words up to what leads to something else; small ones end no name. */
function nameIn(after: readonly string[], reading: Reading): readonly string[] {
  const isOwn = (word: string) => wordValue(reading, 'spotOwn', word) !== undefined;
  const first = after.findIndex((word) => !isOwn(word));
  const stop = after.findIndex((word, i) => i >= first && !isOwn(word) && isEnd(word, reading));
  const taken = first < 0 ? [] : after.slice(0, Math.min(stop < 0 ? after.length : stop, MOST));
  return taken.slice(0, taken.findLastIndex((word) => !isOwn(word)) + 1);
}

function isEnd(word: string, reading: Reading): boolean {
  return !/^[a-z]+$/.test(word) || wordValue(reading, 'spotEnd', word) !== undefined;
}

/** Something is bought: what is near what else ("close to a decision") is none of it. */
function isWanted(text: string, { grammar, context }: Reading): boolean {
  if (context.known.needs.length > 0 || context.asked === 'place') return true;
  const words = text.split(' ').map((word) => ({ text: word }));
  return words.some((_, i) => grammar.terms.longest(words, i)?.value.need !== undefined);
}

function isLandmark(lead: readonly string[], name: readonly string[], reading: Reading, found: readonly Found[]): boolean {
  const own = name.filter((word) => wordValue(reading, 'spotOwn', word) === undefined);
  const [first] = own;
  if (first === undefined || own.some((word) => wordValue(reading, 'noSpot', word) !== undefined)) return false;
  if (own.length === 1 && wordValue(reading, 'noSpotAlone', first) !== undefined) return false;
  const most = lead.length + name.indexOf(first);
  return (
    !isTerm([...lead, ...name], most, reading) && (isArticled(name, reading) || (isUnknown(first, reading, 3) && hasTown(reading, found)))
  );
}

/** "La gare de Lyon" is told with its town. */
function isHubOf(name: readonly string[], [next = '', town = '']: readonly string[], reading: Reading): boolean {
  const isPlace = (word: string) => word.startsWith('@p');
  return wordValue(reading, 'hub', name.at(-1)) !== undefined && (isPlace(next) || (OF.test(next) && isPlace(town)));
}

const OF = /^(?:de|d|du|in|of|at)$/;

function isArticled([first, second]: readonly string[], reading: Reading): boolean {
  return [first, second].some((word) => wordValue(reading, 'spotArticle', word) !== undefined);
}

/** A name alone may be the town itself, misheard or not known. */
function hasTown({ context }: Reading, found: readonly Found[]): boolean {
  return (context.known.where?.length ?? 0) > 0 || found.some(({ type }) => type === 'place');
}

/** "Près des pistes", "near the beach": the lists know all of it, and sellers can be asked; of "the opera house" they know half. */
function isTerm(words: readonly string[], most: number, { grammar }: Reading): boolean {
  const spoken = words.map((text) => ({ text }));
  return words.slice(0, most + 1).some((_, i) => i + (grammar.terms.longest(spoken, i)?.length ?? 0) === words.length);
}

/** What was kept, in the traveller's own words. */
export function spotSlots(text: string, { spots, grammar }: Reading): Pick<Slots, 'spots'> {
  if (spots.length === 0) return {};
  const words = normalise(text, grammar);
  const own = spots.map((spot) => ({ ...spot, words: asSaid(text, spot.words.split(' '), words) ?? spot.words }));
  return { spots: own };
}

function asSaid(text: string, tokens: readonly string[], words: ReturnType<typeof normalise>): string | undefined {
  const from = words.findIndex((_, i) => tokens.every((token, n) => words[i + n]?.text === token));
  const [first, last] = [words[from], words[from + tokens.length - 1]];
  return first && last ? text.slice(first.from, last.to).replace(/\s+/g, ' ') : undefined;
}
