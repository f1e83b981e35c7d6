import type { Act, Heard, HearingContext } from '../dialogue/act.ts';
import { isAct } from '../dialogue/act.ts';
import { type Content, hasTripSlots, hasValues, isTripKey } from './content.ts';
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

/** What is held beside the words: of which kind, never which value. Gold frames tell it as what was heard does. */
export type Kind = 'need' | 'not' | 'pref' | 'value' | 'select' | 'sort';

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

function kindsHeard({ needs, needsNot, prefs, prefsNot, slots }: Content): readonly Kind[] {
  return kindsOf(needs.length, needsNot.length, prefs.length + prefsNot.length, Object.keys(slots));
}

/**
 * Words, pairs of them and what else is held, alone and together with where the conversation stands. Undefined where nothing was learned. Nothing of
 * the rules goes in: what was learned stays the same when they change.
 */
export function featuresOf(text: string, kinds: readonly Kind[], context: HearingContext, grammar: Grammar): Features | undefined {
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
  for (const kind of kinds) put(`has ${kind}`);
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
  select: ({ needsNot, prefsNot }) => needsNot.length + prefsNot.length === 0,
  cancel_booking: (content) => !hasTripSlots(content),
};

/**
 * How far ahead of what the rules say the learned label must be, in lengths of the features (by eightfold cross-validation over all sentences).
 * A need that is named and a value that is asked about are readily no request and no answer; help, a person asked for and the like are told by their
 * own words.
 */
const AHEAD = { easily: 1, loosely: 4, firmly: 6 } as const;

const LOOSE: ReadonlySet<Act> = new Set(['request', 'inform', 'deny', 'affirm', 'ask', 'refine', 'change', 'oos']);
/** What words alone neither give nor take. */
const HELD: ReadonlySet<Act> = new Set(['book', 'stop', 'restart']);

/** The rules have the last word: a question takes and moves nothing, a yes is a yes, and so on what is to stay as it was and on no limit at all. */
function isSettled(acts: readonly Act[], likely: readonly Act[], content: Content): boolean {
  const asked = acts.includes('ask') && (likely.includes('select') || (likely.includes('change') && hasTripSlots(content)));
  const agreed = acts.includes('affirm') && acts.includes('inform') && content.yes;
  // A refusal fetches nobody because it resembles such a call.
  const calls = acts.includes('deny') && likely.includes('human');
  return (
    asked ||
    agreed ||
    calls ||
    content.slots.keep !== undefined ||
    content.prefs.includes('budget:any') ||
    acts.some((act) => HELD.has(act))
  );
}

function aheadOf(acts: readonly Act[], likely: readonly Act[], { foreign }: Content): number {
  const readily = likely.includes('ask') || (acts[0] === 'request' && !likely.includes('remove'));
  if (acts.length === 1 && readily && (acts[0] === 'request' || acts[0] === 'inform')) return AHEAD.easily;
  return acts.every((act) => LOOSE.has(act)) && !foreign ? AHEAD.loosely : AHEAD.firmly;
}

function isAhead(scores: Int32Array, best: number, said: number, features: Features, ahead: number): boolean {
  const by = (scores[best] ?? 0) - (scores[said] ?? 0);
  let square = 0;
  for (const value of features.values()) square += value * value;
  return by > 0 && by * by > ahead * ahead * square;
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
  readonly model: Model;
  readonly features: Features;
  readonly scores: Int32Array;
  readonly best: number;
  readonly acts: readonly Act[];
}

/** What the words lean to most that lacks nothing it cannot do without. Undefined where nothing was learned, and where it is too grave. */
function leaningOf(text: string, content: Content, { context, grammar }: Pick<Reading, 'context' | 'grammar'>): Leaning | undefined {
  const where = situationOf(context);
  const model = grammar.model();
  const features = featuresOf(text, kindsHeard(content), context, grammar);
  if (where === undefined || !model || !features) return undefined;
  const scores = scoresOf(features, model);
  const fits = (label: string) => label.split(' ').every((act) => !isAct(act) || (NEEDED[act]?.(content) ?? true));
  const fitting = model.labels.flatMap((label, i) => (fits(label) ? [i] : []));
  const best = fitting.reduce((most, i) => ((scores[i] ?? 0) > (scores[most] ?? 0) ? i : most), fitting[0] ?? 0);
  const label = model.labels[best] ?? '';
  return isGrave(label, where) ? undefined : { model, features, scores, best, acts: label.split(' ').filter(isAct) };
}

/** The label that comes next: where no rule says anything, it is what the best must be ahead of. */
function nextTo(best: number, scores: Int32Array): number {
  return scores.reduce((most, score, i) => (i !== best && (most < 0 || score > (scores[most] ?? 0)) ? i : most), -1);
}

/**
 * The acts of the rules, or those that a model of many sentences is far surer of. It never buys; what only the rules tell apart ("plus tard", "je
 * passe") stays theirs, and where it is not sure of what they cannot tell, the one targeted question is asked.
 */
export function likelier(acts: readonly Act[], text: string, content: Content, reading: Reading): readonly Act[] {
  const leaning = leaningOf(text, content, reading);
  if (!leaning || isSettled(acts, leaning.acts, content)) return acts;
  const { model, scores, best, features } = leaning;
  const said = acts.length > 0 ? model.labels.indexOf(labelFor(acts)) : nextTo(best, scores);
  if (said < 0 || said === best) return acts;
  const ahead = acts.length > 0 ? aheadOf(acts, leaning.acts, content) : AHEAD.loosely;
  return isAhead(scores, best, said, features, ahead) ? leaning.acts : acts;
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
