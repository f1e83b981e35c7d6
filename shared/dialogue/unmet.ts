import { meets } from '../market/facts.ts';
import type { Offer } from '../market/offer.ts';
import type { Brief, Requirement } from '../trip/brief.ts';
import { stops } from './contrast-axes.ts';
import type { ProposalFacts } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';

/** What only ranks: an axis, a bound measured on what was told, a shade of size, what one puts up with. */
const ONLY_RANKS: ReadonlySet<string> = new Set(['trendy', 'departMinutes', 'compact', 'stop_ok', 'refundable', 'cuisine']);

/** Wishes with an "avec …" and a "sans …" of their own. */
export const WORDED: ReadonlySet<string> = new Set(['spa', 'pool', 'sauna', 'parking', 'kitchen']);

interface Unmet {
  readonly wish: Requirement;
  readonly offer: Offer;
  /** The vendor does not say; else it has not. */
  readonly isUnsaid: boolean;
}

/** The wishes of the traveller that an offer of this proposal does not grant, as far as its facts and its vendor's word say. */
function unmetOf({ offers }: ProposalFacts, { needs }: Brief): readonly Unmet[] {
  return needs.flatMap(({ id, requirements }) => {
    const offer = offers.find(({ needId }) => needId === id);
    if (!offer) return [];
    return requirements.flatMap((wish): readonly Unmet[] => {
      if (wish.strength !== 'wish' || wish.value === false || ONLY_RANKS.has(wish.attr)) return [];
      const fact = meets(offer, wish);
      const status = fact === 'unknown' ? offer.meets[wish.attr] : fact;
      return status === 'met' || status === 'partial' ? [] : [{ wish, offer, isUnsaid: status === undefined }];
    });
  });
}

/** "mais rien n'annonce un ascenseur", "mais pas au pied des pistes": the first wish that is not granted. */
export function unmetWish(facts: ProposalFacts, brief: Brief): Say | undefined {
  const unmet = unmetOf(facts, brief);
  const lacking = unmet.filter(({ isUnsaid }) => !isUnsaid);
  // How far it is stands in what it is told to be; what it has or not is said here alone.
  const first = lacking.find(({ wish }) => wish.value === true) ?? lacking[0] ?? unmet[0];
  return first && unmetSay(first, facts);
}

function unmetSay({ wish, isUnsaid }: Unmet, facts: ProposalFacts): Say {
  const thing = { thing: thingOf(wish) };
  if (isUnsaid) return say('but.unsaid', thing);
  switch (wish.attr) {
    case 'slopesMinutes':
      return isOnSlopes(wish) ? say('but.not_on_slopes') : say('but.far_slopes', { count: facts.lodging?.slopesMinutes ?? 0 });
    case 'centreMinutes':
      return say('but.far_centre', { count: facts.lodging?.centreMinutes ?? 0 });
    case 'stops':
      return stops(facts.carrier);
    case 'kind':
      return say('but.not_kind', thing);
    default:
      return WORDED.has(wish.attr) ? say(`without.${wish.attr}`) : say('but.lacks', thing);
  }
}

/** The wishes that an offer of this proposal has not, and those that nobody says anything of, as nouns. */
export function lackedBy(facts: ProposalFacts, brief: Brief): { readonly lacking: readonly Say[]; readonly unsaid: readonly Say[] } {
  const unmet = unmetOf(facts, brief);
  const things = (isUnsaid: boolean) => unmet.filter((each) => each.isUnsaid === isUnsaid).map(({ wish }) => thingOf(wish));
  return { lacking: things(false), unsaid: things(true) };
}

/** What nobody on the list has, and what nobody says: once for all of them. */
export function lackedByAll(all: readonly ProposalFacts[], brief: Brief): readonly Say[] {
  if (all.length < 2) return [];
  const [first = [], ...rest] = all.map((facts) => unmetOf(facts, brief));
  const shared = (isUnsaid: boolean) =>
    first
      .filter((mine) => mine.isUnsaid === isUnsaid)
      .filter(({ wish }) => rest.every((unmet) => unmet.some((other) => other.wish === wish && other.isUnsaid === isUnsaid)))
      .map(({ wish }) => thingOf(wish));
  const told = (key: string, things: readonly Say[]) => (things.length > 0 ? [say(key, { things: { list: things, join: 'or' } })] : []);
  return [...told('proposals.none_offers', shared(false)), ...told('proposals.unsaid', shared(true))];
}

/** At the lifts, not only near them. */
export function isOnSlopes({ attr, value }: Requirement): boolean {
  return attr === 'slopesMinutes' && typeof value === 'number' && value <= 2;
}

/** A wish as a noun: "un ascenseur". */
export function thingOf(wish: Requirement): Say {
  const { attr, value } = wish;
  if (isOnSlopes(wish)) return say('thing.ski_in');
  if (attr === 'slopesMinutes') return say('thing.near_slopes');
  if (attr === 'centreMinutes') return say('thing.near_centre');
  return say(attr === 'kind' || attr === 'level' ? `thing.${attr}_${value}` : `thing.${attr}`);
}
