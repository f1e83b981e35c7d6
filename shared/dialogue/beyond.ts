import type { Proposal } from '../market/proposal.ts';
import type { Brief } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import { eachOf, priceOf } from './apart.ts';
import { factsOf, type ProposalFacts, titleOf } from './offer-facts.ts';
import { isDemo } from './proposing.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import type { Say } from './say.ts';
import type { State } from './state.ts';
import { lackedBy } from './unmet.ts';

const OVER = { total: 'nothing.budget', per_person: 'nothing.budget_per_person', per_night: 'nothing.budget_per_night' } as const;

/** What is said around the choices: before them, and of what is in none of them. */
interface Around {
  readonly before: readonly Say[];
  readonly missing: readonly Say[];
}

/** Nothing meets every must: said in few words, then the closest, then at most one other way out that an offer has priced, each with what it lacks. */
export function beyond(
  { trip, offers }: Pick<State, 'trip' | 'offers'>,
  near: readonly [Proposal, ...Proposal[]],
  around: Around,
): Reaction {
  const [closest, ...others] = near;
  const head = headOf(closest, trip.brief);
  const other = others.find((each) => each.place !== closest.place && each.misses.join() !== closest.misses.join());
  const shown = other ? [closest, other] : [closest];
  const all = shown.map((each) => factsOf(each, offers));
  const isNamed = head.key === 'nothing.fits';
  const says = all.flatMap((facts, i) => [
    choiceSay(facts, all, i === 0 ? 'nothing.closest' : 'nothing.other', trip),
    ...lackSays(facts, trip.brief, i === 0 && isNamed),
  ]);
  const demo = !trip.talk.demoSaid && isDemo(shown, offers);
  const spoken = [...around.before, head, ...says, ...(demo ? [say('demo.first')] : []), ...around.missing];
  const next: Trip = { ...inPhase(trip, 'choosing'), listed: shown, talk: { ...trip.talk, demoSaid: trip.talk.demoSaid || demo } };
  if (shown.length > 1) return { trip: next, says: spoken, ask: { type: 'choose' }, prompt: say('ask.which_way') };
  return { trip: next, says: spoken, ask: { type: 'take', proposalId: closest.id }, prompt: say('ask.take_anyway') };
}

/** The ceiling where that is what breaks, else what no offer has. */
function headOf({ misses }: Proposal, { budget }: Brief): Say {
  if (misses.includes('budget') && budget) return say(OVER[budget.scope ?? 'total'], { max: budget.max });
  return say('nothing.fits', { misses: { list: mustsOf(misses).map(missSay) } });
}

function mustsOf(misses: readonly string[]): readonly string[] {
  return misses.filter((miss) => miss !== 'budget');
}

function choiceSay(facts: ProposalFacts, all: readonly ProposalFacts[], key: string, { brief }: Trip): Say {
  const about = facts.offers.length === 1 ? facts.restaurant?.aboutPerPerson : undefined;
  const title = titleOf(facts, all);
  if (about) return say(`${key}_table`, { title, about: { minor: about.minor, currency: about.currency } });
  const each = eachOf(facts.offers, brief);
  return say(each ? `${key}_each` : key, { title, total: priceOf(facts.offers), ...(each ? { each } : {}) });
}

/** Where it is not, which musts it breaks and which wishes it has not; `isNamed`: its musts were told already. */
function lackSays(facts: ProposalFacts, brief: Brief, isNamed: boolean): readonly Say[] {
  const musts = isNamed ? [] : mustsOf(facts.proposal.misses);
  const [where, ...more] = brief.where ?? [];
  const isElsewhere = musts.includes('place') && where !== undefined && more.length === 0;
  const broken = musts.filter((miss) => miss !== 'place' || !isElsewhere).map(missSay);
  const { lacking, unsaid } = lackedBy(facts, brief);
  const things = [...broken, ...lacking];
  return [
    ...(isElsewhere ? [say('nothing.elsewhere', { place: { place: where } })] : []),
    ...(things.length > 0 ? [say('nothing.lacks', { things: { list: things } })] : []),
    ...(unsaid.length > 0 ? [say('nothing.unsaid', { things: { list: unsaid, join: 'or' } })] : []),
  ];
}

/** Musts with a word of their own. */
const MISSES: ReadonlySet<string> = new Set(
  'place cabin kind cuisine parking kitchen pets accessible vehicle automatic electric drivenWheels winterEquipment seats stars slopesMinutes rooms minDriverAge time refundable stops leaveMinutes arriveMinutes returnMinutes'.split(
    ' ',
  ),
);

/** What an offer lacks, in a word. */
export function missSay(miss: string): Say {
  return say(MISSES.has(miss) ? `miss.${miss}` : `thing.${miss}`);
}
