import type { AcceptanceDetails, CallOptions, VendorAnswer, Vendors } from '../../shared/ports.ts';
import { vendorLedger } from './vendor-ledger.ts';

/** What may happen next: its name, how likely it is, and how it happens. */
export type WildEvent = readonly [name: string, weight: number, happen: () => void | Promise<void>];

/** What vendors hold or sold, as an auditor would read it. */
interface Stand {
  readonly id: string;
  readonly offerId: string;
  readonly state: 'held' | 'confirmed' | 'released' | 'cancelled';
}

/** Vendors at the end of a network that loses, repeats and reorders. What was sent may arrive after its sender is dead. */
export interface WildVendors extends Vendors {
  /** The same vendors for one life of the caller: its answers come only while it lives. */
  readonly heardBy: (isAlive: () => boolean) => Vendors;
  /** `pick` decides whether a vendor that hears something now refuses it. */
  readonly possible: (pick: number) => readonly WildEvent[];
  /** The caller is dead: nobody waits for answers. */
  readonly hangUp: () => void;
  /** Does one thing that is under way, without harm. False when nothing is. */
  readonly serve: () => boolean;
  readonly stands: ReadonlyMap<string, Stand>;
}

type Verb = 'hold' | 'confirm' | 'release' | 'cancel' | 'status';

interface Message {
  readonly verb: Verb;
  readonly key: string;
  readonly offerId: string;
  readonly holdId: string | undefined;
  readonly reservationId: string | undefined;
  readonly back: (answer: VendorAnswer) => void;
}

const LOST: VendorAnswer = { type: 'unknown' };
const RELEASED: VendorAnswer = { type: 'released' };
const EXPIRED: VendorAnswer = { type: 'failed', reason: 'expired' };
const FREE = { minor: 0, currency: 'EUR' };
const UNTIL = '2027-01-01T00:00:00.000Z';

export function wildVendors(): WildVendors {
  let network: Message[] = [];
  let answers: { readonly message: Message; readonly answer: VendorAnswer }[] = [];
  const stands = new Map<string, Stand>();
  const answered = new Map<string, VendorAnswer>();

  const arrive = (message: Message, isRefused: boolean) => {
    const answer = answerTo(message, isRefused, stands, answered);
    answers.push({ message, answer });
  };
  const deliver = (message: Message, isRefused: boolean) => {
    network = network.filter((each) => each !== message);
    arrive(message, isRefused);
  };
  const tell = (told: (typeof answers)[number], answer = told.answer) => {
    answers = answers.filter((each) => each !== told);
    told.message.back(answer);
  };
  const send = (verb: Verb, isAlive: () => boolean): Vendors['hold'] => {
    return ({ trip, offer, holdId, reservationId }: AcceptanceDetails, { idempotencyKey, signal }: CallOptions) =>
      new Promise((resolve) => {
        const back = (answer: VendorAnswer) => isAlive() && resolve(answer);
        signal?.addEventListener('abort', () => back(LOST), { once: true });
        network.push({ verb, key: `${trip.id}/${idempotencyKey}`, offerId: offer.id, holdId, reservationId, back });
      });
  };
  const heardBy = (isAlive: () => boolean): Vendors => ({
    ...vendorLedger([]),
    hold: send('hold', isAlive),
    confirm: send('confirm', isAlive),
    release: send('release', isAlive),
    cancel: send('cancel', isAlive),
    status: send('status', isAlive),
  });
  return {
    ...heardBy(() => true),
    heardBy,
    stands,
    hangUp: () => {
      answers = [];
    },
    possible: (pick) => [
      ...network.flatMap((message): readonly WildEvent[] => [
        [`${message.verb} arrives`, 6, () => deliver(message, Math.floor(pick / 1_000) % 4 === 0)],
        [`${message.verb} arrives, and will again`, 1, () => arrive(message, Math.floor(pick / 1_000) % 4 === 0)],
        [`${message.verb} times out under way`, 1, () => message.back(LOST)],
      ]),
      ...answers.flatMap((told): readonly WildEvent[] => [
        [`${told.answer.type} comes back`, 6, () => tell(told)],
        [`${told.answer.type} is lost`, 1, () => tell(told, LOST)],
      ]),
    ],
    serve: () => {
      const [told] = answers;
      const [message] = network;
      if (told) tell(told);
      else if (message) deliver(message, false);
      return told !== undefined || message !== undefined;
    },
  };
}

/** As skills/vendors/openapi.ts asks of every vendor: an acceptance is answered once per key, a hold given back by its id. */
function answerTo(message: Message, isRefused: boolean, stands: Map<string, Stand>, answered: Map<string, VendorAnswer>): VendorAnswer {
  switch (message.verb) {
    case 'hold':
    case 'confirm': {
      const first = answered.get(message.key) ?? accept(message, isRefused, stands);
      answered.set(message.key, first);
      return first;
    }
    case 'release': {
      const id = message.holdId ?? '';
      const stand = stands.get(id);
      if (!stand) return { type: 'failed', reason: 'refused' };
      if (stand.state === 'held') stands.set(id, { ...stand, state: 'released' });
      return RELEASED;
    }
    case 'cancel': {
      const id = message.reservationId ?? '';
      const stand = stands.get(id);
      if (stand?.state === 'confirmed') stands.set(id, { ...stand, state: 'cancelled' });
      return stand ? { type: 'cancelled', fee: FREE, refund: FREE } : LOST;
    }
    case 'status':
      return today(answered.get(message.key), stands);
  }
}

function accept({ verb, key, offerId, holdId }: Message, isRefused: boolean, stands: Map<string, Stand>): VendorAnswer {
  if (verb === 'hold') {
    if (isRefused) return { type: 'failed', reason: 'sold_out' };
    stands.set(`stand:${key}`, { id: `stand:${key}`, offerId, state: 'held' });
    return { type: 'held', holdId: `stand:${key}`, expiresAt: UNTIL };
  }
  const id = holdId ?? `stand:${key}`;
  if (holdId !== undefined && stands.get(holdId)?.state !== 'held') return EXPIRED;
  if (isRefused) return { type: 'failed', reason: 'price_changed' };
  stands.set(id, { id, offerId, state: 'confirmed' });
  return { type: 'confirmed', reservationId: id, reference: id, total: FREE, paid: FREE };
}

/** How what was accepted stands today. */
function today(first: VendorAnswer | undefined, stands: ReadonlyMap<string, Stand>): VendorAnswer {
  if (!first) return { type: 'unknown', none: true };
  const id = first.type === 'held' ? first.holdId : first.type === 'confirmed' ? first.reservationId : '';
  switch (stands.get(id)?.state) {
    case 'released':
      return RELEASED;
    case 'cancelled':
      return { type: 'cancelled', fee: FREE, refund: FREE };
    case 'confirmed':
      return { type: 'confirmed', reservationId: id, reference: id, total: FREE, paid: FREE };
    case 'held':
    case undefined:
      return first;
  }
}
