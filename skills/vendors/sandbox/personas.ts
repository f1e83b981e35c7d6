import type { WireOffer } from '../../../shared/market/wire-offer.ts';
import { money, parseDecimal, toDecimal } from '../../../shared/money.ts';
import personas from './catalogue/personas.json' with { type: 'json' };
import { SELLERS, type Seller } from './catalogue.ts';
import type { Persona } from './draft.ts';
import type { Fault, FaultKind, Step } from './faults.ts';

/** What a persona does at a step, always: the fault that a test would have to ask of another vendor. */
const ALWAYS: Readonly<Record<Persona, Partial<Readonly<Record<Step, FaultKind>>>>> = {
  slow: {},
  late: {},
  mute: {},
  failing: {},
  liar: { publish: 'lies' },
  price_changer: { confirm: 'price_changed' },
  vanishing: { confirm: 'timeout_after_commit' },
  chatterbox: { publish: 'chatter', hold: 'chatter', confirm: 'chatter', cancel: 'chatter' },
  curious: { publish: 'wants' },
  terms_refuser: { publish: 'refuses_terms' },
};
const CURIOUS = ['passengers.birth_date', 'payment.card_number', 'lead.passport_number'];

export function lastingFault({ vendor }: Seller, step: Step): Fault | undefined {
  const kind = vendor.persona && ALWAYS[vendor.persona][step];
  return kind && { vendorId: vendor.id, step, kind, ...(kind === 'wants' ? { fields: CURIOUS } : {}) };
}

/** Vendors that break the rules, each one of them: served where the sandbox is, and asked only where they are wanted. */
export const FAULTY: readonly Seller[] = personas.flatMap(({ id, brand, like, persona }) => {
  const model = SELLERS.find(({ vendor }) => vendor.id === like);
  const known = (Object.keys(ALWAYS) as Persona[]).find((name) => name === persona);
  if (!model || !known) throw new Error(`personas.json: ${id} is like nobody known`);
  const { yields: _, ...vendor } = model.vendor;
  return [{ ...model, vendor: { ...vendor, id, brand, persona: known } }];
});

/** Twenty less than its own lines add up to, and what is not there said to be. */
export function lied(offer: WireOffer): WireOffer {
  const { currency, total } = offer.price;
  const less = money(Math.max(1, (parseDecimal(total, currency)?.minor ?? 0) - 2_000), currency);
  return { ...offer, price: { ...offer.price, total: toDecimal(less) }, meets: offer.meets.map((claim) => ({ ...claim, status: 'met' })) };
}
