import type { Payment } from '../ports.ts';

/** Nothing is charged here yet: demonstration vendors take nothing, and the others are paid where the traveller arrives. */
export function payAtVendor(sandbox: boolean): Payment {
  return { authorise: async () => ({ ok: true, method: sandbox ? 'sandbox' : 'pay_at_property' }) };
}
