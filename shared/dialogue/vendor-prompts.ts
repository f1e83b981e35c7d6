import type { ChangeOption } from '../market/vendor-news.ts';
import { say } from './reaction.ts';
import type { Say, SayValue } from './say.ts';
import type { Pending } from './talk.ts';

type OfVendor = Extract<Pending, { readonly type: 'vendor_question' | 'vendor_change' }>;

/** What a vendor's question or change asks of the traveller, in full or again after silence. */
export function vendorPrompt(pending: OfVendor, how: 'ask' | 'reprompt'): Say {
  if (pending.type === 'vendor_question') {
    const { choices } = pending;
    return choices.length > 1 ? say(`${how}.vendor_choice`, { choices: { list: choices, join: 'or' } }) : say(`${how}.vendor_question`);
  }
  const [first, ...more] = pending.options;
  if (more.length > 0) return say(`${how}.vendor_options`, { options: { list: pending.options.map(optionWords), join: 'or' } });
  return first === undefined || first.kind === 'accept' ? say(`${how}.vendor_change`) : say(`ask.vendor_${first.kind}`);
}

/** The question as it comes back: what there is to choose, in fewer words; the vendor's own only where two are of one kind. */
export function vendorPromptAgain(pending: OfVendor): Say {
  if (pending.type === 'vendor_question' || pending.options.length < 2) return vendorPrompt(pending, 'ask');
  const { options } = pending;
  const named = options.map((option): SayValue => {
    const what = say(`option.again_${option.kind}`);
    const isOne = options.filter(({ kind }) => kind === option.kind).length === 1;
    return isOne || option.note === undefined ? what : say('option.with_note', { what, note: option.note });
  });
  return say('again.vendor_options', { options: { list: named, join: 'or' } });
}

/** What one of several options is called; its vendor's own words where it gave some. */
export function optionWords({ kind, note }: ChangeOption): SayValue {
  return note === undefined ? say(`option.${kind}`) : say('option.with_note', { what: say(`option.${kind}`), note });
}
