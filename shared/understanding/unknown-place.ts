import type { Doubt, Slots } from '../dialogue/act.ts';
import { type Reading, wordValue } from './found.ts';
import { fold } from './normalise.ts';
import { INSIDE, isUnknown } from './place-spans.ts';

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

/** A name with a capital after "à", "to", "from". */
function namedIn(text: string, words: readonly string[], reading: Reading): Unknown | undefined {
  const raw = text.match(RAW) ?? [];
  for (const [i, word] of words.entries()) {
    const way = wordValue(reading, 'unknownAfter', words[i - 1]);
    const saint = /^(?:saint|sainte|st)$/.test(word) && isUnknown(words[i + 1], reading);
    if (way === undefined || !(saint || isUnknown(word, reading))) continue;
    const at = raw.findIndex((each, r) => r > 0 && /^\p{Lu}/u.test(each) && fold(each).split(/['-]/)[0] === word);
    if (at < 0) continue;
    const end = raw.findIndex((each, r) => r > at && !/^\p{Lu}/u.test(each));
    return { type: 'unknown', slot: way === 2 ? 'origin' : 'destination', name: raw.slice(at, end < 0 ? raw.length : end).join(' ') };
  }
  return undefined;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
