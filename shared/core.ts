import { hearingContext } from './dialogue/hearing-context.ts';
import { step } from './dialogue/step.ts';
import { withUnclear } from './dialogue/unclear.ts';
import { placeById } from './places/places.ts';
import { spokenPlace } from './rendering/place-words.ts';
import { render } from './rendering/render.ts';
import { measure } from './rendering/speech.ts';
import type { Core } from './runner/core.ts';
import { understand } from './understanding/understand.ts';

/** The pure parts of the concierge, put together once. */
export const core: Core = {
  hearingContext: (state, here) =>
    hearingContext(state, here, (id) => {
      const place = placeById(id);
      return place ? spokenPlace(place, here.locale, 'name') : id;
    }),
  understand,
  step: (state, event, ctx) => withUnclear(step(state, event, ctx)),
  measure,
  render,
};
