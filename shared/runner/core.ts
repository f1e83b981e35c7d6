import type { Heard, HearingContext } from '../dialogue/act.ts';
import type { Answer, Say } from '../dialogue/say.ts';
import type { Conversation, DialogueEvent, State, StepContext, Stepped } from '../dialogue/state.ts';
import type { Offer } from '../market/offer.ts';
import type { Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import type { Reply } from '../turn.ts';

/** Where and when one turn is heard. */
export interface Here {
  readonly locale: string;
  readonly timeZone: string;
  readonly now: Instant;
}

/** What an answer is rendered from, beside itself. */
export interface View extends Here {
  readonly trip: Trip;
  readonly offers: readonly Offer[];
  readonly conversation: Conversation;
  readonly baseUrl: string;
  /** Sellers sell apart: a price each, and no common sum on any screen. */
  readonly apart?: boolean;
}

/** The pure parts that the runner drives. */
export interface Core {
  readonly hearingContext: (state: State, here: Here) => HearingContext;
  readonly understand: (text: string, context: HearingContext) => Heard;
  readonly step: (state: State, event: DialogueEvent, ctx: StepContext) => Stepped;
  readonly measure: (says: readonly Say[], here: Here) => ReturnType<StepContext['measure']>;
  readonly render: (answer: Answer, view: View) => Reply;
}
