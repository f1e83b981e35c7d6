import { ACTS, type Act, type HearingContext, isAct } from '../dialogue/act.ts';
import { type Content, hasTripSlots, hasValues, isTripKey } from './content.ts';
import type { Reading } from './found.ts';
import type { Grammar } from './grammar.ts';
import { fold } from './normalise.ts';
import { bestOf, type Features, scoresOf } from './weights.ts';

/** Where the conversation stands, as far as acts were learned for it; undefined elsewhere (names, A-or-B questions, options). */
type Situation = 'open' | 'ask' | 'offers' | 'confirm' | 'trip';

const ASKED: ReadonlySet<string> = new Set('who ages children origin place budget dates nights time what_else'.split(' '));

/** Where each phase that was learned stands by what it asks last. */
const ASKING: readonly (readonly [HearingContext['phase'], HearingContext['asked'], Situation])[] = [
  ['choosing', 'choose', 'offers'],
  ['confirming', 'confirm', 'confirm'],
  ['settled', undefined, 'trip'],
];

function situationOf(context: HearingContext): Situation | undefined {
  const { asked, phase, known } = context;
  if (phase === 'briefing' && (asked ?? 'open') === 'open') return asked === undefined || known.needs.length === 0 ? 'open' : 'ask';
  if (phase === 'briefing') return ASKED.has(asked ?? '') ? 'ask' : undefined;
  return ASKING.find(([at, asks]) => at === phase && asks === asked)?.[2];
}

const WEIGHT = { word: 1, situation: 3, asked: 2 } as const;

function wordsOf(text: string, { fillers, numbers }: Grammar): readonly string[] {
  const isCount = (word: string) => /^\d/.test(word) || (numbers.small[word] ?? 0) > 1 || numbers.tens[word] !== undefined;
  const words = fold(text).match(/[a-z0-9]+|\?/g) ?? [];
  return words.filter((word) => !fillers.has(word)).map((word) => (isCount(word) ? '#' : word));
}

/** What is held beside the words: of which kind, never which value. Gold frames tell it as what was heard does. */
export const KINDS = ['need', 'not', 'pref', 'value', 'select', 'sort'] as const;
export type Kind = (typeof KINDS)[number];

/** The kinds of a frame, from its four lists and the names of its slots. */
export function kindsOf(needs: number, needsNot: number, prefs: number, slots: readonly string[]): readonly Kind[] {
  const all: readonly (readonly [Kind, boolean])[] = [
    ['need', needs > 0],
    ['not', needsNot > 0],
    ['pref', prefs > 0],
    ['value', slots.some(isTripKey)],
    ['select', slots.includes('select')],
    ['sort', slots.includes('sort')],
  ];
  return all.filter(([, isHeld]) => isHeld).map(([kind]) => kind);
}

type Contents = Pick<Content, 'needs' | 'needsNot' | 'prefs' | 'prefsNot' | 'slots'>;

function kindsHeard({ needs, needsNot, prefs, prefsNot, slots }: Contents): readonly Kind[] {
  return kindsOf(needs.length, needsNot.length, prefs.length + prefsNot.length, Object.keys(slots));
}

/** How much of a word tells what it is, whatever its ending: alone, and in a pair. */
const STEM = { alone: 4, paired: 5 } as const;

/**
 * Words, their stems, pairs of them, what else is held and what the rules take it for, alone and together with where the conversation stands. Undefined
 * where nothing was learned. `taken` is undefined for sentences that the rules were written by: they say too well what those are.
 */
export function featuresOf(
  text: string,
  kinds: readonly Kind[],
  taken: string | undefined,
  context: HearingContext,
  grammar: Grammar,
): Features | undefined {
  const where = situationOf(context);
  if (where === undefined) return undefined;
  const words = ['^', ...wordsOf(text, grammar), '$'];
  const stems = words.flatMap((word) => (word.length > STEM.alone ? [`~${word.slice(0, STEM.alone)}`] : []));
  const short = words.map((word) => word.slice(0, STEM.paired));
  const pairs = short.slice(1).map((word, i) => `${short[i]}+${word}`);
  const beside = [...(kinds.length > 0 ? kinds : ['none']).map((kind) => `has ${kind}`), ...(taken === undefined ? [] : [`took ${taken}`])];
  const long = `of ${where} ${Math.min(6, Math.ceil((words.length - 2) / 3))}`;
  return new Map([
    ...[...words, ...stems, ...pairs, ...beside, ...beside.map((one) => `${where} ${one}`), long].map(
      (name) => [name, WEIGHT.word] as const,
    ),
    [`in ${where}`, WEIGHT.situation],
    [`in ${where} ${where === 'ask' ? context.asked : ''}`, WEIGHT.asked],
  ]);
}

/** A set of acts as it was learned: sorted; greetings and thanks say nothing beside another act. */
export function labelFor(acts: readonly string[]): string {
  const strong = acts.filter((act) => act !== 'greet' && act !== 'thanks');
  return [...(strong.length > 0 ? strong : acts)].sort().join(' ');
}

/** What the rules take an utterance for, as the sentences name it. */
export function takenAs(acts: readonly Act[]): string {
  return labelFor(acts).replaceAll(' ', ',') || 'none';
}

/** What an act cannot do without: an answer a value, a need that goes a need. */
const NEEDED: Readonly<Partial<Record<Act, (content: Content) => boolean>>> = {
  inform: hasValues,
  remove: ({ needs, needsNot }) => needs.length + needsNot.length > 0,
  select: ({ needsNot, prefsNot }) => needsNot.length + prefsNot.length === 0,
};

/** Acts of the contract: those that sentences tell. */
const LEARNED: ReadonlySet<Act> = new Set(ACTS.slice(0, ACTS.indexOf('what')));

/** What words alone never take away. */
const HELD: ReadonlySet<Act> = new Set(['book', 'stop', 'restart']);
/** What ends the talk or throws something away. */
const ENDING: ReadonlySet<Act> = new Set(['stop', 'restart', 'goodbye', 'cancel_booking']);

/**
 * Words alone buy nothing, and end or throw away nothing but where no rule says anything else, and never with a no in them ("n'annulez rien"). Where no
 * rule says anything, they take nothing that is not told apart ("the three thousand something one"), and a long no waves no question away.
 */
function isGrave(likely: readonly Act[], acts: readonly Act[], { faulted, negated, selected, words }: Content): boolean {
  const silent = acts.every((act) => act === 'oos');
  const ends = likely.some((act) => ENDING.has(act)) && (negated || !(silent || likely.includes('cancel_booking')));
  const takes = likely.includes('select') && (!selected || faulted);
  const waves = likely.includes('deny') && words >= 5;
  return likely.includes('book') || ends || (silent && takes) || (acts.length === 0 && waves);
}

/** The rules have the last word: a question moves nothing, a yes is a yes, one for the other drops only the one, and so on what stays and on no limit. */
function isSettled(acts: readonly Act[], likely: readonly Act[], text: string, content: Content): boolean {
  const moves = likely.includes('change') && hasTripSlots(content);
  const asked = (acts.includes('ask') && moves) || (text.trimEnd().endsWith('?') && (moves || likely.includes('select')));
  const agreed = acts.includes('affirm') && acts.includes('inform') && content.yes;
  // A refusal fetches nobody because it resembles such a call, nor does "un forfait pour une personne".
  const calls = likely.includes('human') && (acts.includes('deny') || content.needs.length > 0);
  const exchanged = acts.includes('change') && content.needs.length > 0 && content.needsNot.length > 0;
  // Whom it is for is told of what is wanted.
  const shared = content.slots.shares !== undefined && likely.includes('ask') && !acts.includes('ask');
  return (
    asked ||
    exchanged ||
    shared ||
    agreed ||
    calls ||
    content.rude ||
    content.slots.keep !== undefined ||
    content.prefs.includes('budget:any') ||
    (content.foreign && acts.includes('oos')) ||
    acts.some((act) => HELD.has(act))
  );
}

interface Leaning {
  readonly acts: readonly Act[];
  /** How far they are ahead of what the rules say, or of the next where those say nothing that was learned; in lengths of the features. */
  readonly ahead: number;
  readonly isSaid: boolean;
}

/** What the words lean to, and what the rules take them for. Undefined where nothing was learned. */
function leaningOf(
  acts: readonly Act[],
  text: string,
  kinds: readonly Kind[],
  context: HearingContext,
  grammar: Grammar,
): Leaning | undefined {
  const model = grammar.model();
  const features = featuresOf(text, kinds, takenAs(acts), context, grammar);
  if (!model || !features) return undefined;
  const scores = scoresOf(features, model);
  const best = bestOf(scores);
  const next = scores.reduce((most, score, i) => (i === best ? most : Math.max(most, score)), Number.NEGATIVE_INFINITY);
  const said = acts.length > 0 ? scores[model.labels.indexOf(labelFor(acts))] : undefined;
  const ahead = ((scores[best] ?? 0) - (said ?? next)) / Math.hypot(...features.values());
  return { acts: (model.labels[best] ?? '').split(' ').filter(isAct), ahead, isSaid: said !== undefined };
}

/**
 * How far ahead it must be: where no rule says anything, the one targeted question is asked below it. What values are thrown away with, and a yes to what
 * was read back, by more.
 */
const AHEAD = { ofNothing: 0.7, ofRules: 0.3, ofValues: 1, toAgree: 1.5 } as const;

function isUnsure({ acts: likely, ahead, isSaid }: Leaning, acts: readonly Act[], content: Content, { phase }: HearingContext): boolean {
  if (phase === 'confirming' && likely.includes('affirm')) return acts.length > 0 || ahead < AHEAD.toAgree;
  if (!isSaid) return ahead < AHEAD.ofNothing;
  return ahead < (likely.includes('oos') && hasValues(content) ? AHEAD.ofValues : AHEAD.ofRules);
}

/**
 * The acts of the rules, or what a model of many sentences makes of the words and of them. It never buys; what only the rules tell apart ("plus tard",
 * "je passe") stays theirs.
 */
export function likelier(acts: readonly Act[], text: string, content: Content, { context, grammar }: Reading): readonly Act[] {
  if (acts.some((act) => !LEARNED.has(act))) return acts;
  const leaning = leaningOf(acts, text, kindsHeard(content), context, grammar);
  if (!leaning) return acts;
  const { acts: likely, ahead } = leaning;
  const lacks = likely.some((act) => NEEDED[act]?.(content) === false);
  // "Any time after the school holidays" is a bound, if none that can be read, and leaves nothing to us
  if (lacks && likely.includes('inform') && acts.includes('dont_care') && ahead >= AHEAD.ofNothing) return [];
  const unsure = isUnsure(leaning, acts, content, context);
  return lacks || unsure || isGrave(likely, acts, content) || isSettled(acts, likely, text, content) ? acts : likely;
}

/** For who cannot be asked: what the words lean to where no rule says anything. Empty where nothing was learned. */
export function leaning(text: string, contents: Contents, context: HearingContext, grammar: Grammar): readonly Act[] {
  return leaningOf([], text, kindsHeard(contents), context, grammar)?.acts.filter((act) => act !== 'book') ?? [];
}
