import { dispatch } from '../../shared/adapters/dispatcher.ts';
import { converse, deliver } from '../../shared/concierge.ts';
import { core } from '../../shared/core.ts';
import { money } from '../../shared/money.ts';
import type { Ports, VendorAnswer } from '../../shared/ports.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { dispatching, tripId } from '../support/conversing.ts';
import { type TestPorts, testPorts, turnOf } from '../support/ports.ts';
import { offersFor } from '../support/stall.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

const BUYING = ['un hôtel à Grenoble du 19 au 21 février pour deux', 'le premier', 'Camille Martin', 'je confirme et je paie'];

const tell = async (text: string, ports: Ports) => (await converse(turnOf(text), ports, core)).speech;

/** Bought from a vendor that never answers the confirmation, and says this when it is asked how it stands; until nothing is due any more. */
async function boughtInTheDark(standing: VendorAnswer): Promise<{ readonly ports: TestPorts; readonly confirms: number }> {
  const ledger = vendorLedger(['aube', 'bruyere', 'cedre']);
  let confirms = 0;
  const ports = testPorts({
    ...ledger,
    publish: async (request, _trip, vendor) =>
      offersFor(request)
        .filter((offer) => offer.vendorId === vendor.id)
        .map((offer) => ({ ...offer, supportPhone: '+33 4 76 00 00 01' })),
    confirm: async () => {
      confirms++;
      return { type: 'unknown' };
    },
    status: async () => standing,
  });
  for (const words of BUYING) await tell(words, ports);
  for (let i = 0; i < 40; i++) {
    const [next] = await ports.store.due('2027-01-01T00:00:00.000Z', 1);
    if (!next?.dueAt) break;
    if (next.dueAt > ports.clock.now()) ports.clock.set(next.dueAt);
    await dispatch(
      { ...dispatching(ports, 'worker', 0.5), deliver: (event) => deliver(event, ports, core) },
      { now: ports.clock.now(), limit: 10 },
    );
  }
  return { ports, confirms };
}

const bookingOf = async (ports: Ports) => (await ports.store.get<Trip>(`TRIP#${await tripId(ports)}`, 'META'))?.doc.bookings[0];

test('a purchase that its vendor never heard of has failed, and is not sent once more at the end', async () => {
  const { ports, confirms } = await boughtInTheDark({ type: 'unknown', none: true });
  expect(await bookingOf(ports)).toMatchObject({ status: 'failed', failure: { reason: 'technical' } });
  expect(confirms).toBe(23);
});

test('a purchase that its vendor never spoke of again stays open, and the traveller hears once whom to call', async () => {
  const { ports } = await boughtInTheDark({ type: 'unknown' });
  expect((await bookingOf(ports))?.status).toBe('unknown');
  expect(await tell('où en est-on ?', ports)).toContain(
    "Le Refuge n'a dit ni oui ni non. Pour savoir si c'est réservé, appelez le +33 4 76 00 00 01.",
  );
  expect(await tell('où en est-on ?', ports)).not.toContain('appelez');
});

test('a purchase confirmed for more, and not taken back, is no success: both sums are told once, with whom to call', async () => {
  const ledger = vendorLedger(['aube', 'bruyere', 'cedre']);
  const dear = money(81_095);
  const ports = testPorts({
    ...ledger,
    publish: async (request, _trip, vendor) => offersFor(request).filter((offer) => offer.vendorId === vendor.id),
    confirm: async () => ({
      type: 'confirmed',
      reservationId: 'R',
      reference: 'K7PX2Q',
      total: dear,
      paid: dear,
      supportPhone: '+33 4 76 00 00 01',
    }),
    cancel: async () => ({ type: 'failed', reason: 'refused' }),
  });
  for (const words of BUYING.slice(0, 3)) await tell(words, ports);
  const said = await tell('je confirme et je paie', ports);
  const later = `${said} ${await tell('où en est-on ?', ports)}`;
  expect(later).toMatch(
    /^Je confirme.*Le Refuge confirme à 810 euros 95 au lieu de 310 euros 95 et refuse d'annuler\. Appelez le \+33 4 76 00 00 01\./,
  );
  expect(await bookingOf(ports)).toMatchObject({ status: 'confirmed', overcharged: 'told', confirmedTotal: dear, reference: 'K7PX2Q' });
  expect(await tell('où en est-on ?', ports)).not.toContain('810');
});

describe('a cancellation that its vendor never answers', () => {
  /** Booked, and left: the vendor is deaf from then on. */
  async function leftInTheDark(phone: string | undefined) {
    const ledger = vendorLedger(['aube', 'bruyere', 'cedre']);
    let cancels = 0;
    const ports = testPorts({
      ...ledger,
      publish: async (request, _trip, vendor) =>
        offersFor(request)
          .filter((offer) => offer.vendorId === vendor.id)
          .map((offer) => ({ ...offer, ...(phone === undefined ? {} : { supportPhone: phone }) })),
      confirm: async ({ expectedTotal: total }) => ({ type: 'confirmed', reservationId: 'R', reference: 'K7PX2Q', total, paid: money(0) }),
      quoteCancel: async () => ({ type: 'cancel_quoted', fee: money(0), refund: money(0), validUntil: '2026-11-21T10:30:00.000Z' }),
      cancel: async () => {
        cancels++;
        return { type: 'unknown' };
      },
      status: async () => ({ type: 'unknown' }),
    });
    const said = [];
    for (const words of [...BUYING, "annule l'hôtel", 'oui', 'où en est-on ?', "annule l'hôtel"]) said.push(await tell(words, ports));
    for (let i = 0; i < 40; i++) {
      const [next] = await ports.store.due('2027-01-01T00:00:00.000Z', 1);
      if (!next?.dueAt) break;
      if (next.dueAt > ports.clock.now()) ports.clock.set(next.dueAt);
      const worker = {
        ...dispatching(ports, 'worker', 0.5),
        deliver: (event: Parameters<typeof deliver>[0]) => deliver(event, ports, core),
      };
      await dispatch(worker, { now: ports.clock.now(), limit: 10 });
    }
    return { ports, said: said.slice(-3), cancels };
  }

  test('is waited for aloud, then told once with whom to call, and may be asked for again', async () => {
    const { ports, said, cancels } = await leftInTheDark('+33 4 76 00 00 01');
    expect(said).toEqual([
      'Pas encore de réponse : Le Refuge. Demandez-moi où ça en est.',
      "J'attends la réponse de Le Refuge pour l'annulation.",
      "J'attends la réponse de Le Refuge pour l'annulation.",
    ]);
    expect([(await bookingOf(ports))?.status, cancels]).toEqual(['cancelling', 24]);
    expect(await tell('où en est-on ?', ports)).toContain(
      "Le Refuge n'a jamais répondu à l'annulation. Pour savoir si elle vaut, appelez le +33 4 76 00 00 01.",
    );
    expect(await tell('où en est-on ?', ports)).not.toContain('appelez');
    const deadline = new Date(Date.parse(ports.clock.now()) + 6_000).toISOString();
    const { speech } = await converse(turnOf("annule l'hôtel", { deadline }), ports, core);
    expect(speech).toMatch(/gratuit.+J'annule.+\?$/);
  });

  test('is told without a number where its vendor gave none', async () => {
    const { ports } = await leftInTheDark(undefined);
    expect(await tell('où en est-on ?', ports)).toContain('demandez-lui directement');
  });
});
