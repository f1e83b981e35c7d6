import { fileText, wholeEvidence } from '../../shared/market/evidence-file.ts';
import { verify } from '../../shared/market/evidence-verify.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { parseOffer } from '../../shared/market/parse-offer.ts';
import { life, REQUEST, SECRET } from './records.ts';
import { NOW, PLACES, wireCarOffer } from './support.ts';

describe('what a vendor wrote', () => {
  test('an offer that is stored otherwise than its vendor wrote it is found, from the first entry on', () => {
    const wire = wireCarOffer();
    const read = parseOffer(wire, REQUEST, { vendorId: 'v', vendorName: 'V', demo: true, placeOf: (id) => PLACES[id] }, 'trip-1', NOW);
    if (!read.ok) throw new Error(read.problems.join(', '));
    const { offer } = read;
    const of = (stored: Offer, written: unknown = wire) => {
      const [one] = life([stored]).requests;
      const file = wholeEvidence('trip-1', SECRET, one ? [{ ...one, wires: [{ offer: stored.id, wire: written }] }] : []);
      return verify(fileText(file));
    };
    expect(of(offer)).toMatchObject({ problems: [], unproved: [] });
    const dearer = { ...offer, total: { ...offer.total, minor: offer.total.minor + 10_000 } };
    expect(of(dearer).problems).toEqual([`rfo-car: offer ${offer.id}: total is not what its vendor wrote`]);
    expect(of({ ...offer, rating: 5 }).problems).toEqual([`rfo-car: offer ${offer.id}: rating is not what its vendor wrote`]);
    expect(of(offer, { ...wire, note: 'x' }).problems).toEqual([`rfo-car: offer ${offer.id}: not the message that was committed to`]);
  });
});
