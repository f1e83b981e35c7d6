import type { Money } from '../money.ts';
import type { Instant } from '../time.ts';

/** What a vendor without an API is written to about; links open the page for it. */
export type Letter =
  | { readonly type: 'offer'; readonly link: string; readonly closesAt: Instant }
  | { readonly type: 'booking'; readonly link: string; readonly closesAt: Instant; readonly total: Money }
  | { readonly type: 'cancelled'; readonly link: string; readonly closesAt: Instant; readonly reference: string; readonly fee: Money }
  /** What its traveller answers to what it wrote. */
  | { readonly type: 'answer'; readonly text: string };
