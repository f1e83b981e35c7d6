import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { sum } from '../money.ts';
import type { Category } from '../trip/brief.ts';
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
  /** "Laquelle a…": each of the list is meant. */
  readonly each?: true;
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

/** Nothing was asked after, or only what none of it has: bags without a journey, a driver without a car. */
export function isOfNothing({ offers }: Subject, topics: readonly string[]): boolean {
  return topics.every((topic) => {
    const of = OF_ONE[topic];
    return of !== undefined && !offers.some(({ category }) => of.includes(category));
  });
}

/** What only these have. */
const OF_ONE: Readonly<Record<string, readonly Category[]>> = {
  luggage: ['flight', 'train'],
  stopover: ['flight', 'train'],
  station: ['flight', 'train', 'transfer'],
  driver_age: ['car'],
  car_terms: ['car'],
  check_in: ['lodging'],
  check_out: ['lodging'],
};
