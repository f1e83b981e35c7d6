import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { sum } from '../money.ts';
import type { Heard } from './act.ts';
import { categoriesOf } from './merge-needs.ts';
import { factsOf, type ProposalFacts } from './offer-facts.ts';
import type { State } from './state.ts';

/** What a question is about: a proposal of the list, or what is held or booked. */
export interface Subject {
  readonly proposal?: Proposal;
  readonly offers: readonly Offer[];
  /** Told apart from the rest of the list: "la deuxième". */
  readonly named: boolean;
}

/** The facts of it, also where it is no proposal: what is held or booked. */
export function factsFor(subject: Subject, state: State): ProposalFacts {
  const made: Proposal = subject.proposal ?? {
    id: '',
    kind: 'best',
    lines: subject.offers.map((offer) => offer.id),
    total: sum(subject.offers.map((offer) => offer.total)),
    effectiveMinor: 0,
    misses: [],
  };
  return factsOf(made, [...state.offers, ...subject.offers]);
}

/** The line that the question names. */
export function lineFor({ offers }: Subject, { needs }: Heard): Offer | undefined {
  const named = new Set(needs.flatMap(categoriesOf));
  return offers.find(({ category }) => named.has(category));
}
