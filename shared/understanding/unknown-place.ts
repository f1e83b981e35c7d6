import type { Doubt, Slots } from '../dialogue/act.ts';
import { type Reading, wordValue } from './found.ts';
import { INSIDE, isUnknown } from './misheard.ts';
import { fold } from './normalise.ts';

const RAW = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

/** "à Trifouillis" where nothing lies: the name as it was said, so that it is not simply passed over. */
export function unknownPlace(text: string, marked: string, slots: Slots, reading: Reading): Doubt | undefined {
  const { asked, phase } = reading.context;
  if (phase !== 'briefing') return undefined;
  const words = marked.trim().split(' ');
  const isAnswer = asked === 'place' || asked === 'origin';
  const doubt = (isAnswer ? wholeName(text, words, asked, reading) : undefined) ?? namedIn(text, words, reading);
  return doubt === undefined || slots[doubt.slot] !== undefined || slots.near !== undefined ? undefined : doubt;
}

type Unknown = Extract<Doubt, { type: 'unknown' }>;

/** The whole answer to where: "trifouillis", "de trifouillis les oies". */
function wholeName(text: string, words: readonly string[], asked: 'place' | 'origin', reading: Reading): Unknown | undefined {
  const led = wordValue(reading, 'leads', words[0]) === 1 ? 1 : 0;
  const own = words.slice(led);
  const isName = own.length > 0 && own.length <= 4 && own.every((word) => isUnknown(word, reading) || INSIDE.test(word));
  if (!isName || !own.some((word) => isUnknown(word, reading))) return undefined;
  const said = (text.match(RAW) ?? []).slice(led).join(' ');
  return said === '' ? undefined : { type: 'unknown', slot: asked === 'origin' ? 'origin' : 'destination', name: capital(said) };
}

/** A name with a capital after "à", "to", "from"; as it is heard, without capitals, what follows the thing that is asked for. */
function namedIn(text: string, words: readonly string[], reading: Reading): Unknown | undefined {
  const raw = text.match(RAW) ?? [];
  const small = !raw.slice(1).some(isCapital);
  const found = words.flatMap((word, i) => {
    const way = wayTo(words, i, small, reading);
    if (way === undefined || !(isName(words, i, reading) || isCapitals(raw, words, i, small))) return [];
    const isAsked = small && words[i - 2]?.startsWith('@k') === true;
    const name = isAsked ? heardName(words, i, reading) : named(raw, word);
    return name === undefined ? [] : [{ type: 'unknown' as const, slot: way === 2 ? ('origin' as const) : ('destination' as const), name }];
  });
  return found[0];
}

/** 1 to it, 2 from it; a name in capitals may have its article ("à la Sierra …"). */
function wayTo(words: readonly string[], i: number, small: boolean, reading: Reading): unknown {
  const article = !small && /^(?:la|le|les|l|the)$/.test(words[i - 1] ?? '') ? 1 : 0;
  return wordValue(reading, 'unknownAfter', words[i - 1 - article]);
}

/** "trifouilli les oies": unknown words to the end of it, small ones inside. */
function heardName(words: readonly string[], i: number, reading: Reading): string | undefined {
  const rest = words.slice(i);
  const stop = rest.findIndex((word) => !isUnknown(word, reading, 3) && !INSIDE.test(word));
  const name = rest.slice(0, stop < 0 ? rest.length : stop);
  const next = rest[name.length];
  const whole = next === undefined || /^(?:[,.?—]|@.*)$/.test(next) || reading.grammar.stopWords.has(next);
  return whole && name.length <= 4 && name.some((word) => word.length > 4) ? capital(name.join(' ')) : undefined;
}

/** "Big Sky", "Park City": words of the language that capitals make a name of, where not all words have them. */
function isCapitals(raw: readonly string[], words: readonly string[], i: number, small: boolean): boolean {
  const [first = '', second = ''] = words.slice(i, i + 2);
  const at = raw.findIndex((each, r) => r > 0 && isCapital(each) && fold(each) === first && fold(raw[r + 1] ?? '') === second);
  return !small && at > 0 && isCapital(raw[at + 1] ?? '') && !isCapital(raw[at - 1] ?? '') && /^[a-z]{3,}$/.test(second);
}

function isName(words: readonly string[], i: number, reading: Reading): boolean {
  const saint = /^(?:saint|sainte|st)$/.test(words[i] ?? '') && /^[a-z]{3,}$/.test(words[i + 1] ?? '');
  return saint || isUnknown(words[i], reading);
}

/** The name as it was said, with the capitalised words that follow it. */
function named(raw: readonly string[], word: string): string | undefined {
  const at = raw.findIndex((each, r) => r > 0 && isCapital(each) && fold(each).split(/['-]/)[0] === word);
  if (at < 0) return undefined;
  const end = raw.findIndex((each, r) => r > at && !isCapital(each));
  return raw.slice(at, end < 0 ? raw.length : end).join(' ');
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
