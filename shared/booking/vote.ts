import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Money } from '../money.ts';
import type { Instant } from '../time.ts';

/** What a voter makes of one option: wants it, could live with it, or will not have it. */
export const STANCES = ['yes', 'fine', 'no'] as const;
export type Stance = (typeof STANCES)[number];

/** One of the choices voted on, with its offers as they stood when the vote was opened. */
export interface VoteOption {
  readonly proposal: Proposal;
  readonly offers: readonly Offer[];
}

export interface Ballot {
  readonly at: Instant;
  /** By proposal id. */
  readonly stances: Readonly<Record<string, Stance>>;
  /** The most that the whole trip may cost for everybody, as this voter wants it. Only ever compared; never written out to anybody, its author included. */
  readonly ceiling?: Money;
}

/** Who travels cannot agree: each votes on a page of their own. */
export interface Vote {
  /** Unguessable; opens the vote and nothing else of the trip. */
  readonly key: string;
  readonly openedAt: Instant;
  /** From then on the first of these offers may have gone. */
  readonly closesAt: Instant;
  /** Two or three, in the order in which they were told. */
  readonly options: readonly VoteOption[];
  /** How many are expected to vote. Children may join in, up to `most`. */
  readonly voters: number;
  readonly most: number;
  /** By voter, hashed. Empty once it has ended: nobody needs them any more. */
  readonly ballots: Readonly<Record<string, Ballot>>;
  /** The result was told as these ballots have it. */
  readonly told?: true;
  readonly ended?: Instant;
}

export function isOpen(vote: Vote | undefined): vote is Vote {
  return vote !== undefined && vote.ended === undefined;
}

export function countBallots({ ballots }: Vote): number {
  return Object.keys(ballots).length;
}

/** What a voter sent. `ceiling`: "keep" leaves the one there was. */
export interface Cast {
  readonly voter: string;
  readonly stances: Readonly<Record<string, Stance>>;
  readonly ceiling: Money | 'keep' | 'none';
}

/** The vote with this ballot in place of the voter's last one; the same vote when nothing changes. "over": ended or lapsed; "full": nobody else may vote. */
export function withBallot(vote: Vote | undefined, cast: Cast, now: Instant): Vote | 'over' | 'full' {
  if (!isOpen(vote) || vote.closesAt <= now) return 'over';
  const before = Object.hasOwn(vote.ballots, cast.voter) ? vote.ballots[cast.voter] : undefined;
  if (!before && countBallots(vote) >= vote.most) return 'full';
  const ceiling = cast.ceiling === 'keep' ? before?.ceiling : cast.ceiling === 'none' ? undefined : cast.ceiling;
  const ballot: Ballot = { at: now, stances: cast.stances, ...(ceiling && { ceiling }) };
  if (before && sameBallot(before, ballot)) return vote;
  const { told: _anew, ...rest } = vote;
  return { ...rest, ballots: { ...vote.ballots, [cast.voter]: ballot } };
}

function sameBallot(a: Ballot, b: Ballot): boolean {
  const ids = new Set([...Object.keys(a.stances), ...Object.keys(b.stances)]);
  const isSame = a.ceiling?.minor === b.ceiling?.minor && a.ceiling?.currency === b.ceiling?.currency;
  return isSame && [...ids].every((id) => a.stances[id] === b.stances[id]);
}

/** No voter's limit is below it. */
export function isWithinLimits(vote: Vote, total: Money): boolean {
  return Object.values(vote.ballots).every(
    ({ ceiling }) => ceiling === undefined || (ceiling.currency === total.currency && total.minor <= ceiling.minor),
  );
}

/** One option as it can be had now. */
export interface Standing {
  /** The proposal id that was voted on. */
  readonly id: string;
  readonly total: Money;
}

/** What nobody refuses and no limit is below, and of those what most want: one, or several that are even. Nobody's vote counts more than another's. */
export function favourites(vote: Vote, standing: readonly Standing[]): readonly string[] {
  const ballots = Object.values(vote.ballots);
  const count = (id: string, stance: Stance) => ballots.filter(({ stances }) => stances[id] === stance).length;
  const suits = standing.filter(({ id, total }) => count(id, 'no') === 0 && isWithinLimits(vote, total));
  const most = Math.max(0, ...suits.map(({ id }) => count(id, 'yes')));
  return suits.filter(({ id }) => count(id, 'yes') === most).map(({ id }) => id);
}
