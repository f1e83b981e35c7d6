import type { Offer } from '../market/offer.ts';
import { SPEAKABLE_MAX } from '../market/offer-details.ts';
import { vendorSentence } from '../market/vendor-text.ts';
import type { Heard } from './act.ts';
import { spokenOf } from './choosing.ts';
import { offersOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { State } from './state.ts';
import { lineFor, type Subject } from './subject.ts';

/** Who speaks for more than two sellers is not listened to. */
const AT_ONCE = 2;

/** "Que dit le vendeur ?": what each wrote of its own offer, as its words; of the line that was named, else of all. */
export function wordsSays(subject: Subject, heard: Heard, locale: string): readonly Say[] {
  const lines = linesOf(subject, heard);
  const said = lines.flatMap((offer) => {
    const text = wordsOf(offer, locale);
    return text === '' ? [] : [say('vendor.says', { seller: sellerOf(offer), text })];
  });
  if (said.length > 0 || lines.length === 0) return said.slice(0, AT_ONCE);
  const [only, ...more] = lines;
  return [only && more.length === 0 ? say('answer.vendor_silent', { seller: sellerOf(only) }) : say('answer.vendors_silent')];
}

/** Its sentence in the traveller's language, else its note; "" where it wrote neither. */
export function wordsOf({ details, note = '' }: Offer, locale: string): string {
  const own = locale.startsWith('fr') ? details?.speakable?.fr : details?.speakable?.en;
  return own ?? vendorSentence(note, SPEAKABLE_MAX);
}

/** "Il y a une caution ?": who asks for one on the spot, of what is spoken of or of the whole list; or that no offer does. */
export function depositSays(subject: Subject, heard: Heard, { trip, offers }: State): readonly Say[] {
  const isOne = subject.named || spokenOf(trip) !== undefined;
  const lines = isOne || trip.listed.length === 0 ? linesOf(subject, heard) : trip.listed.flatMap((each) => offersOf(each, offers));
  const asked = [...new Map(lines.map((offer) => [offer.id, offer])).values()].flatMap((offer) => depositSay(offer) ?? []);
  return asked.length > 0 || lines.length === 0 ? asked.slice(0, AT_ONCE) : [say('answer.no_deposit')];
}

export function depositSay(offer: Offer): Say | undefined {
  const guarantee = offer.details?.guarantee;
  if (!guarantee || guarantee.amount.minor === 0) return undefined;
  return say(`answer.${guarantee.kind}`, { seller: sellerOf(offer), amount: guarantee.amount });
}

function linesOf(subject: Subject, heard: Heard): readonly Offer[] {
  const named = lineFor(subject, heard);
  return named ? [named] : subject.offers;
}
