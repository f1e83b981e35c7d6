import type { Act, HearingContext } from '../dialogue/act.ts';
import {
  answersAsked,
  type Content,
  hasPrefs,
  hasTripSlots,
  hasValues,
  hasValuesBeside,
  isOpening,
  isTravel,
  touchesKnown,
  tripKeys,
} from './content.ts';
import type { Cues } from './cues.ts';
import { adding, addsNeed, isExchange, isWish, ofADay, type Reader, type Said, together, wishing } from './tabled.ts';

/** Acts that stand alone: what is said beside them changes nothing. Order is priority. */
const ALONE: readonly Act[] = [
  'book',
  'who_are_you',
  'human',
  'who_pays',
  'vote',
  'better',
  'tell_budget',
  'tell_why',
  'know_of_me',
  'recap',
  'forget_me',
  'move_channel',
  'spell',
  'unhold',
  'by_form',
  'undo',
  'restart',
  'my_trips',
  'new_trip',
  'give_code',
];
/** Acts of short utterances: they yield to content. */
const SHORT: readonly Act[] = ['stop', 'help', 'repeat', 'what', 'goodbye', 'later'];

function first(readers: readonly Reader[], said: Said): readonly Act[] | undefined {
  for (const reader of readers) {
    const acts = reader(said);
    if (acts) return acts;
  }
  return undefined;
}

function one(acts: readonly Act[], { cues }: Said): readonly Act[] | undefined {
  const found = acts.find((act) => cues.acts.has(act));
  return found === undefined ? undefined : [found];
}

const when =
  (act: Act, test: (said: Said) => boolean): Reader =>
  (said) =>
    test(said) ? [act] : undefined;

/** A question commits to nothing. */
const alone: Reader = (said) => one(said.cues.question || said.content.takenBack ? ALONE.filter((act) => act !== 'book') : ALONE, said);

const watch: Reader = ({ cues }) => {
  if (cues.acts.has('unwatch')) return ['unwatch'];
  if (!cues.acts.has('watch')) return undefined;
  return cues.acts.has('later') ? ['later', 'watch'] : ['watch'];
};

/** "Oui, annule" and "non, laissez tomber" answer the question that is open. */
const yesOrNoWithStop: Reader = ({ cues, content, context }) => {
  if (!cues.acts.has('stop') || hasValues(content) || context.asked === undefined) return undefined;
  if (content.yes) return ['affirm'];
  return content.no ? ['deny'] : undefined;
};

const short: Reader = (said) => {
  const values = hasValues(said.content) || said.content.selected || said.cues.sort !== undefined;
  // "Can we still cancel later?" is no "later"
  const asks = said.cues.question && said.cues.asks.length > 0;
  if (!values) return one(asks ? SHORT.filter((act) => act !== 'later') : SHORT, said);
  // "I'll talk it over with my husband" counts nobody
  const alone = !asks && !said.content.selected && !hasValuesBeside(said.content);
  return alone && said.cues.acts.has('later') ? ['later'] : undefined;
};

const cancelling: Reader = ({ cues, content, context }) => {
  if (!cues.acts.has('cancel_booking') || cues.asks.includes('cancellation')) return undefined;
  const needs = content.needs.length + content.needsNot.length;
  const open = context.phase !== 'booking' && context.phase !== 'settled';
  return open && !isOpening(context) && needs > 0 ? ['remove'] : ['cancel_booking'];
};

const OPENING: readonly Reader[] = [
  when('oos', ({ cues, content }) => cues.asks.includes('weather') && content.needs.length === 0 && !cues.wish),
  when('status', ({ cues, content }) => cues.acts.has('status') && !hasTripSlots(content)),
  when('request', ({ cues, content }) => isTravel(content, cues)),
  (said) => (said.content.foreign ? undefined : one(['greet'], said)),
  (said) => one(['affirm', 'deny', 'dont_care'], said),
  (said) => (said.content.foreign ? undefined : one(['thanks'], said)),
  when('oos', ({ content }) => (content.words >= 3 && !content.doubted) || content.foreign),
];

/** Many words and none of ours; what answers a question of ours is asked again, however strange. */
function isAstray(cues: Cues, { words }: Content, { asked, phase }: HearingContext): boolean {
  return cues.question || (words >= 4 && asked === undefined && phase === 'briefing');
}

/** A question that a bare yes settles takes nothing else for one: "of course not", "ok ?", "fine, but is it noisy" buy and cancel nothing. */
function isYes({ cues, content, context }: Said): boolean {
  if (context.asked !== 'yes_no') return cues.acts.has('affirm') || content.yes;
  const short = content.yes && content.words <= 3 && !content.negated;
  return (cues.acts.has('affirm') || short) && !cues.question && !content.takenBack;
}

const PLAIN: readonly Reader[] = [
  when('inform', ({ content }) => content.slots.keep !== undefined && !content.yes),
  when('deny', ({ cues, content }) => content.no && (cues.acts.has('deny') || cues.acts.has('affirm'))),
  when('deny', ({ cues }) => cues.acts.has('deny') && !cues.acts.has('affirm')),
  when('affirm', isYes),
  when('deny', ({ cues, content }) => cues.acts.has('deny') || content.no),
  when('inform', ({ cues }) => cues.sort !== undefined),
  (said) => one(['thanks', 'greet'], said),
  when('request', ({ cues, content, context }) => content.slots.trip !== undefined && context.phase === 'briefing' && !cues.question),
  when('ask', ({ cues, content, context }) => cues.question && !content.foreign && context.phase !== 'briefing'),
  when('oos', ({ content, cues, context }) => !content.doubted && !content.rude && (content.foreign || isAstray(cues, content, context))),
];

const plain: Reader = (said) => first(PLAIN, said) ?? [];

const corrected: Reader = ({ cues, content, context }) => {
  const corrects = touchesKnown(content, context) || (cues.change && !answersAsked(content, context));
  if (corrects) return ['change'];
  // To "what else" yes is an answer; to what asks for a value only the value is
  return content.yes && context.asked === 'what_else' ? ['affirm', 'inform'] : ['inform'];
};

/** An answer without a value: a place that is not wanted, or only the kind of place. */
function isHint({ cues, content, context }: Said): boolean {
  const { notPlaces, trip } = content.slots;
  const hinted = notPlaces !== undefined || (trip !== undefined && context.asked === 'place');
  return hinted && !hasValues(content) && (!cues.question || cues.asks.every((one) => one === 'snow'));
}

/** What was never asked for cannot be removed: "we don't need a car", where it is asked what else. */
const removing: Reader = (said) => {
  const { cues, content, context } = said;
  const isKind = content.needs.length > 0 && content.needsNot.length === 0 && content.prefsNot.length > 0;
  if (!cues.acts.has('remove') || isExchange(said) || isKind) return undefined;
  const had: readonly string[] = context.known.needs;
  if (context.asked === 'what_else' && !content.needsNot.some((need) => had.includes(need))) return ['inform'];
  return hasTripSlots(content) ? ['remove', 'change'] : ['remove'];
};

const PLACED: ReadonlySet<string> = new Set(['origin', 'destination', 'near']);

/** "Les skis sont compris ?", "how much is a hotel?" to another question: neither an answer nor a wish. */
function isOfTheTrip({ cues, content, context }: Said): boolean {
  if (!cues.question || cues.asks.length === 0) return false;
  // "C'est loin de Genève ?" leaves from nowhere.
  const isAway = context.asked !== 'origin' && context.asked !== 'place';
  const isFar = isAway && cues.asks.includes('distance') && tripKeys(content).every((key) => PLACED.has(key));
  const named = cues.asks.some((one) => one !== 'breakfast') && !cues.wish && !content.yes && (isFar || !hasTripSlots(content));
  return named || !hasValues(content);
}

/** "Is it direct?", "il y a une piscine ?", before there is an offer: no wish for it. */
function isOfQuality({ cues, content }: Said): boolean {
  const only = content.prefs.length > 0 && content.needs.length + content.needsNot.length === 0 && !hasTripSlots(content);
  return only && cues.question && cues.ofIt && !cues.politely && !cues.wish;
}

const answering: Reader = (said) => {
  const { cues, content, context } = said;
  if (context.asked === undefined || context.phase !== 'briefing') return undefined;
  const idle = content.carefree || cues.acts.has('dont_care');
  if (!idle && isHint(said)) return ['inform'];
  if (isOfQuality(said) || (!idle && isOfTheTrip(said))) return ['ask'];
  return one(['dont_care'], said) ?? carefree(said) ?? (hasValues(content) ? corrected(said) : isProtest(said) ? [] : plain(said));
};

/** "Peu importe" and no value of the trip. */
const carefree: Reader = (said) => {
  const waved = said.content.carefree && said.content.needs.length === 0 && !hasTripSlots(said.content);
  return waved ? ['dont_care'] : undefined;
};

/** "Non, c'est Latour en un mot" to "Vous partez quand ?": no answer to that, and not that one does not care. */
function isProtest({ content, context }: Said): boolean {
  return content.no && content.words >= 5 && VALUED.some((asked) => asked === context.asked);
}

const VALUED: readonly (string | undefined)[] = ['dates', 'nights', 'who', 'ages', 'children', 'origin', 'place', 'time'];

const asking: Reader = (said) => {
  const { cues, content } = said;
  // "Celle qui a le petit-déjeuner compris" picks
  const picks = cues.picked && content.selected && hasPrefs(content) && !cues.question;
  return cues.asks.length > 0 && !picks && (cues.question || !hasTripSlots(content)) && !isWish(said) ? ['ask'] : undefined;
};

/** Nothing of ours was asked yet, and the words are of something else: "why is my account blocked". */
const foreign: Reader = ({ cues, content, context }) => {
  if (!isOpening(context) || isTravel(content, cues) || cues.acts.has('human')) return undefined;
  return content.foreign || (content.words > 6 && OF_A_TRIP.some((act) => cues.acts.has(act)) && !cues.acts.has('book'))
    ? ['oos']
    : undefined;
};

/** Acts about a trip or an answer: in a long first sentence they are about something else. */
const OF_A_TRIP: readonly Act[] = ['why', 'spell', 'watch', 'repeat', 'later', 'restart'];

/** "No, it's too much" to a read-back. */
function isTooDear({ cues, content, context }: Said): boolean {
  return context.phase === 'confirming' && content.no && cues.sort === 'cheaper' && !hasValues(content) && !cues.wish;
}

/** Asked of a trip, however strange the words beside it. */
const OURS: ReadonlySet<string> = new Set([
  'cancellation',
  'paid',
  'contact',
  'payment',
  'cards',
  'parking_price',
  'real_price',
  'each',
  'driver_age',
  'way',
  'rating',
  'included',
  'bedrooms',
  'luggage',
  'difference',
  'check_in',
  'check_out',
  'car_terms',
  'written',
]);

/** "Does the second one leave from London?": neither taken nor changed. */
function isOfOne({ cues, content, context }: Said): boolean {
  const dated = content.slots.start !== undefined || content.slots.end !== undefined;
  const asked = cues.question && cues.about && !cues.wish && !cues.change && !cues.picked;
  return context.phase === 'choosing' && asked && cues.sort === undefined && !dated && content.needsNot.length === 0;
}

/** What something would cost or be on other days, or if one left it, is asked: nothing of the trip moves. */
const supposing: Reader = ({ cues, context }) => (cues.supposing && !isOpening(context) ? ['ask'] : undefined);

/** "Why is there no restaurant?": asked, and nothing is left out by it. */
function isWhyNot({ cues, content, context }: Said): boolean {
  const onlyNot = content.needsNot.length > 0 && content.needs.length === 0 && !hasTripSlots(content) && !hasPrefs(content);
  return cues.question && onlyNot && !isOpening(context);
}

const READERS: readonly Reader[] = [
  foreign,
  supposing,
  ofADay,
  when('deny', ({ cues, context }) => cues.enough && context.asked === 'what_else'),
  // "Épelle le code de la porte": what opens a door is no reference.
  when('ask', ({ cues }) => cues.acts.has('spell') && cues.asks.includes('pin')),
  alone,
  watch,
  when('wait', ({ cues, content }) => cues.acts.has('wait') && !hasValuesBeside(content)),
  yesOrNoWithStop,
  short,
  cancelling,
  when('why', (said) => said.cues.acts.has('why') && (!hasValues(said.content) || isWhyNot(said))),
  (said) => (isOpening(said.context) ? (first(OPENING, said) ?? []) : undefined),
  // "Show me what's left", with offers on the table, asks for the others
  when('status', ({ cues, context }) => cues.acts.has('status') && !(context.phase === 'choosing' && cues.acts.has('more_options'))),
  removing,
  when(
    'oos',
    ({ cues, content }) =>
      content.foreign &&
      cues.question &&
      cues.acts.size === 0 &&
      !cues.asks.some((one) => OURS.has(one)) &&
      content.slots.start === undefined,
  ),
  answering,
  when('request', addsNeed),
  when('deny', isTooDear),
  asking,
  adding,
  when('ask', isOfOne),
  together,
  wishing,
  (said) => one(['dont_care'], said),
  plain,
];

/** What the traveller did. Empty: not understood, and one targeted question follows. */
export function actsOf(cues: Cues, content: Content, context: HearingContext): readonly Act[] {
  return first(READERS, { cues, content, context }) ?? [];
}
