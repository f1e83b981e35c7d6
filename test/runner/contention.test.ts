import { converse } from '../../shared/concierge.ts';
import { core } from '../../shared/core.ts';
import { testPorts, turnOf } from '../support/ports.ts';
import { offersFor } from '../support/stall.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

const WISH = 'un hôtel à Grenoble du 19 au 21 février pour deux';
const [FIRST, SECOND, CHANGE] = ['le premier', 'le deuxième', 'finalement on est trois'];

test.each([[[FIRST, SECOND, CHANGE]], [[SECOND, FIRST, CHANGE]], [[CHANGE, FIRST, SECOND]], [[FIRST, FIRST, CHANGE]]])(
  '%j, said all at once, leave none of the three without a word',
  async (said) => {
    const ledger = vendorLedger(['aube', 'bruyere', 'cedre']);
    const ports = testPorts({
      ...ledger,
      publish: async (request, _trip, vendor) => offersFor(request).filter((offer) => offer.vendorId === vendor.id),
    });
    const say = async (text: string) => (await converse(turnOf(text), ports, core)).speech;
    await say(WISH);
    const speeches = await Promise.all(said.map(say));
    expect(speeches.filter((speech) => speech.trim() === '')).toEqual([]);
  },
);
