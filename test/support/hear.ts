import type { Heard, HearingContext } from '../../shared/dialogue/act.ts';
import { understand } from '../../shared/understanding/understand.ts';

export const HEARING: HearingContext = {
  locale: 'fr-FR',
  today: '2026-11-21',
  timeNow: '11:00',
  timeZone: 'Europe/Paris',
  phase: 'briefing',
  known: { needs: [] },
  listed: [],
};

export type Hearing = Partial<HearingContext>;

/** What one utterance says on Saturday 21 November 2026, in French unless said otherwise. */
export function hear(text: string, context: Hearing = {}): Heard {
  return understand(text, { ...HEARING, ...context });
}

/** Place ids of a slot. */
export function placeIds(values: readonly { readonly id: string }[] | undefined): readonly string[] {
  return (values ?? []).map((one) => one.id);
}
