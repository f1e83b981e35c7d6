import type { Act, Heard, HearingContext } from '../dialogue/act.ts';
import { isAct } from '../dialogue/act.ts';
import { type Content, hasTripSlots, hasValues } from './content.ts';
import type { Reading } from './found.ts';
import type { Grammar } from './grammar.ts';
import { fold } from './normalise.ts';
import { type Features, type Model, scoresOf } from './weights.ts';

/** Where the conversation stands, as far as acts were learned for it; undefined elsewhere (first sentences, names, A-or-B questions, options). */
type Situation = 'ask' | 'offers' | 'confirm' | 'trip';

const ASKED: ReadonlySet<string> = new Set('who ages children origin place budget dates nights time what_else'.split(' '));

/** Where each phase that was learned stands by what it asks last. */
const ASKING: readonly (readonly [HearingContext['phase'], HearingContext['asked'], Situation])[] = [
  ['choosing', 'choose', 'offers'],
  ['confirming', 'confirm', 'confirm'],
  ['settled', undefined, 'trip'],
];

function situationOf(context: HearingContext): Situation | undefined {
  const { asked, phase } = context;
  if (phase === 'briefing') return ASKED.has(asked ?? '') ? 'ask' : undefined;
  return ASKING.find(([at, asks]) => at === phase && asks === asked)?.[2];
}

const WEIGHT = { word: 1, situation: 3, asked: 2 } as const;

function wordsOf(text: string, { fillers, numbers }: Grammar): readonly string[] {
  const isCount = (word: string) => /^\d/.test(word) || (numbers.small[word] ?? 0) > 1 || numbers.tens[word] !== undefined;
  const words = fold(text).split(/[^a-z0-9]+/);
  return words.filter((word) => word !== '' && !fillers.has(word)).map((word) => (isCount(word) ? '#' : word));
}

/** Words and pairs of them, alone and together with where the conversation stands. Undefined where nothing was learned. */
export function featuresOf(text: string, context: HearingContext, grammar: Grammar): Features | undefined {
  const where = situationOf(context);
  if (where === undefined) return undefined;
  const words = ['^', ...wordsOf(text, grammar), '$'];
  const features = new Map<string, number>();
  const put = (name: string) => {
    features.set(name, WEIGHT.word);
    features.set(`${where} ${name}`, WEIGHT.word);
  };
  for (const [i, word] of words.entries()) {
    put(word);
    if (i > 0) put(`${words[i - 1]} ${word}`);
  }
  features.set(`in ${where}`, WEIGHT.situation);
  features.set(`in ${where} ${context.asked ?? ''}`, WEIGHT.asked);
  features.set(`of ${where} ${Math.min(6, Math.ceil((words.length - 2) / 3))}`, WEIGHT.word);
  return features;
}

/** A set of acts as it was learned: sorted; greetings and thanks say nothing beside another act. */
export function labelFor(acts: readonly string[]): string {
  const strong = acts.filter((act) => act !== 'greet' && act !== 'thanks');
  return [...(strong.length > 0 ? strong : acts)].sort().join(' ');
}

/** Nothing is bought, agreed to at a read-back or thrown away because single words lean that way. */
function isGrave(label: string, where: Situation): boolean {
  return label === 'book' || label === 'restart' || label === 'stop' || (where === 'confirm' && label.includes('affirm'));
}

/** What an act cannot do without: an answer a value, a need that goes a need. */
const NEEDED: Readonly<Partial<Record<Act, (content: Content) => boolean>>> = {
  inform: hasValues,
  request: hasValues,
  remove: ({ needs, needsNot }) => needs.length + needsNot.length > 0,
  cancel_booking: (content) => !hasTripSlots(content),
};

/** How far ahead of what the rules say the learned label must be, in lengths of the features. */
const AHEAD = 6;

function isAhead(scores: Int32Array, best: number, said: number, features: Features): boolean {
  const by = (scores[best] ?? 0) - (scores[said] ?? 0);
  let square = 0;
  for (const value of features.values()) square += value * value;
  return by > 0 && by * by > AHEAD * AHEAD * square;
}

/** Nothing but what a frame holds. */
const NO_CONTENT = {
  selected: false,
  yes: false,
  no: false,
  carefree: false,
  words: 0,
  foreign: false,
  rude: false,
  moved: false,
  doubted: false,
} as const;

interface Leaning {
  readonly where: Situation;
  readonly model: Model;
  readonly features: Features;
  readonly scores: Int32Array;
  readonly best: number;
  readonly acts: readonly Act[];
}

/** What the words lean to most; undefined where nothing was learned, where it is too grave, or lacks what it cannot do without. */
function leaningOf(text: string, content: Content, { context, grammar }: Pick<Reading, 'context' | 'grammar'>): Leaning | undefined {
  const where = situationOf(context);
  const model = grammar.model();
  const features = featuresOf(text, context, grammar);
  if (where === undefined || !model || !features) return undefined;
  const scores = scoresOf(features, model);
  const best = scores.indexOf(Math.max(...scores));
  const label = model.labels[best] ?? '';
  const acts = label.split(' ').filter(isAct);
  const fits = !isGrave(label, where) && acts.every((act) => NEEDED[act]?.(content) ?? true);
  return fits ? { where, model, features, scores, best, acts } : undefined;
}

/** Acts that rules take for want of a better one; help, thanks, a person asked for and the like are told by their own words. */
const LOOSE: ReadonlySet<Act> = new Set(['request', 'inform', 'deny', 'select', 'refine', 'change', 'remove', 'oos']);

const HANDLES: ReadonlySet<string> = new Set(['sort', 'select', 'selectBy', 'trip']);

/** A value, a quality or a need says what is done with it, and what is asked about is asked. */
function isLoose(acts: readonly Act[], { needs, needsNot, prefs, prefsNot, slots }: Content): boolean {
  const bare = needs.length + needsNot.length + prefs.length + prefsNot.length === 0 && Object.keys(slots).every((key) => HANDLES.has(key));
  return bare && acts.length > 0 && acts.every((act) => LOOSE.has(act));
}

/**
 * The acts of the rules, or those that a model of many sentences is far surer of. It never buys; what only the rules tell apart ("plus tard", "je
 * passe") stays theirs, and where they say nothing, the one targeted question is asked.
 */
export function likelier(acts: readonly Act[], text: string, content: Content, reading: Reading): readonly Act[] {
  if (!isLoose(acts, content)) return acts;
  const leaning = leaningOf(text, content, reading);
  const said = leaning?.model.labels.indexOf(labelFor(acts)) ?? -1;
  if (!leaning || said < 0 || said === leaning.best) return acts;
  return isAhead(leaning.scores, leaning.best, said, leaning.features) ? leaning.acts : acts;
}

/** For who cannot be asked: what the words lean to where no rule says anything. Empty where they lean to nothing. */
export function leaning(
  text: string,
  heard: Pick<Heard, 'needs' | 'needsNot' | 'slots' | 'prefs' | 'prefsNot'>,
  context: HearingContext,
  grammar: Grammar,
): readonly Act[] {
  return leaningOf(text, { ...NO_CONTENT, ...heard }, { context, grammar })?.acts ?? [];
}
