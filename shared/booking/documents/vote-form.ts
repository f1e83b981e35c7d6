import type { Money } from '../../money.ts';
import { type Cast, countBallots, isOpen, STANCES, type Stance, type Vote, type VoteOption } from '../vote.ts';

/** The page of a vote, as one voter finds it: never anybody's answers, nor the voter's own. */
export interface VoteForm {
  readonly options: readonly VoteOption[];
  readonly currency: string;
  /** This voter has voted, and has a limit noted. */
  readonly voted: boolean;
  readonly limited: boolean;
  readonly count: number;
  readonly voters: number;
}

export type { Cast };

export type VoteProblem = 'stance' | 'limit';

/** Undefined when the vote is over. */
export function voteForm(vote: Vote | undefined, voter: string, now: string): VoteForm | undefined {
  if (!isOpen(vote) || vote.closesAt <= now) return undefined;
  const ballot = Object.hasOwn(vote.ballots, voter) ? vote.ballots[voter] : undefined;
  const count = countBallots(vote);
  return {
    options: vote.options,
    currency: vote.options[0]?.proposal.total.currency ?? 'EUR',
    voted: ballot !== undefined,
    limited: ballot?.ceiling !== undefined,
    count,
    voters: Math.max(vote.voters, count),
  };
}

/** Name of the field for an option, counted from 0. */
export function stanceField(at: number): string {
  return `option-${at + 1}`;
}

/** What was sent, or field by field what is wrong with it. An empty limit leaves the one there was; `limit-none` drops it. */
export function readVote(
  { options, currency }: VoteForm,
  written: (name: string) => string,
): { readonly cast: Omit<Cast, 'voter'>; readonly problems: Readonly<Record<string, VoteProblem>> } {
  const problems: Record<string, VoteProblem> = {};
  const stances: Record<string, Stance> = {};
  for (const [at, { proposal }] of options.entries()) {
    const said = STANCES.find((stance) => stance === written(stanceField(at)));
    if (said) stances[proposal.id] = said;
    else problems[stanceField(at)] = 'stance';
  }
  const text = written('limit').trim();
  const ceiling = text === '' ? undefined : amountOf(text, currency);
  if (text !== '' && !ceiling) problems['limit'] = 'limit';
  return { cast: { stances, ceiling: ceiling ?? (written('limit-none') === '' ? 'keep' : 'none') }, problems };
}

const AMOUNT = /^(\d{1,3}(?:[ .,’']\d{3})+|\d{1,7})(?:[.,](\d{1,2}))?$/;

/** "2300", "2 300", "2,300", "2 300,50 €": more than nothing, in hundredths. */
function amountOf(text: string, currency: string): Money | undefined {
  const bare = text
    .normalize('NFKC')
    .replace(/(?:€|eur(?:os?)?|[£$])/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  const [, major, cents = ''] = AMOUNT.exec(bare) ?? [];
  const minor = Number((major ?? '').replace(/\D/g, '')) * 100 + Number(cents.padEnd(2, '0'));
  return minor === 0 ? undefined : { minor, currency };
}
