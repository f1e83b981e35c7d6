import type { ResponseBuilder } from 'ask-sdk-core';
import type { Response } from 'ask-sdk-model';
import type { Reply } from '../../shared/turn.ts';
import { plain, ssml } from '../edge/spoken.ts';
import { screenOf } from './apl/screen.ts';
import type { AnswerSlot, Fixed, Words } from './locale.ts';
import { ANSWER_INTENT } from './request.ts';

/** Alexa refuses speech of 8,000 characters; escaping can lengthen what is counted here. */
const MAX_SPEECH_CHARACTERS = 6_000;
const MAX_CARD_CHARACTERS = 7_500;
const MAX_ENTITIES = 25;
const MAX_ENTITY_CHARACTERS = 140;

export interface Said {
  readonly reply: Reply;
  /** The part that Alexa has spoken already. */
  readonly spoken?: string;
  readonly words: Words;
  /** Base of the trip page's link on the card; no link without it. */
  readonly baseUrl?: string;
  readonly screen: boolean;
}

/** A reply as Alexa says it. The session flag is always explicit: left out, it means another thing on every device. */
export function respond(builder: ResponseBuilder, said: Said): Response {
  const { reply } = said;
  builder.speak(ssml(sayable(rest(reply, said.spoken)))).withShouldEndSession(!reply.expectsReply);
  if (reply.expectsReply) builder.reprompt(ssml([reply.reprompt ?? reply.sentences.at(-1) ?? reply.speech]));
  if (!reply.expectsReply || reply.phase === 'confirming') builder.withSimpleCard(said.words.edge.card, cardText(said));
  if (said.screen && reply.display) builder.addDirective(screenOf(reply.display));
  if (reply.expectsReply) addDialog(builder, said);
  return builder.getResponse();
}

/** A sentence of ours with its question: the session stays open. */
export function respondFixed(builder: ResponseBuilder, { speech, reprompt }: Fixed): Response {
  return builder
    .speak(ssml([speech]))
    .reprompt(ssml([reprompt]))
    .withShouldEndSession(false)
    .getResponse();
}

/** The slot that a question elicits, if the model has one for it. */
export function elicitedBy(reply: Reply, words: Words): AnswerSlot | undefined {
  const { asked } = reply;
  return reply.expectsReply && asked !== undefined ? words.answers.find((answer) => answer.asked.includes(asked)) : undefined;
}

/** What is left to say after the early part; everything when that part is not how the answer begins, or is all of it. */
function rest({ sentences }: Reply, spoken: string | undefined): readonly string[] {
  if (spoken === undefined) return sentences;
  const said = sentences.findIndex((_, i) => sentences.slice(0, i + 1).join(' ') === spoken);
  const left = sentences.slice(said + 1);
  return left.length > 0 ? left : sentences;
}

function sayable(sentences: readonly string[]): readonly string[] {
  let room = MAX_SPEECH_CHARACTERS;
  return sentences.filter((sentence) => {
    room -= sentence.length;
    return room >= 0;
  });
}

/** The written trace: what was said, what each vendor calls its booking, and where the rest stands. */
function cardText({ reply, baseUrl }: Said): string {
  const standing = (reply.trip?.bookings ?? []).filter(({ status }) => status !== 'failed' && status !== 'cancelled');
  const bookings = standing.map(({ title, reference, price }) => [title, reference, price].filter((part) => part !== undefined).join(', '));
  const addresses = reply.trip ? [...(reply.trip.vote ? [reply.trip.vote.page] : []), reply.trip.page] : [];
  const pages = baseUrl === undefined ? [] : addresses.map((address) => new URL(address, baseUrl).href);
  return [reply.speech, ...bookings, ...pages].map(plain).join('\n').slice(0, MAX_CARD_CHARACTERS);
}

/** Tells Alexa which answer to expect. `updatedIntent` comes always: it empties the slots of earlier questions, and without it a launch may not elicit at all. */
function addDialog(builder: ResponseBuilder, { reply, words }: Said): void {
  const elicited = elicitedBy(reply, words);
  if (!elicited) return;
  if (elicited.slot === 'choice' && reply.display) builder.addDirective(entitiesOf(reply.display.items));
  const slots = Object.fromEntries(words.answers.map(({ slot }) => [slot, { name: slot, confirmationStatus: 'NONE' as const }]));
  builder.addElicitSlotDirective(elicited.slot, { name: ANSWER_INTENT, confirmationStatus: 'NONE', slots });
}

/** The listed offers, so that their names are heard: the label resolves to what choosing it says. */
function entitiesOf(items: NonNullable<Reply['display']>['items']): Parameters<ResponseBuilder['addDirective']>[0] {
  const values = items.slice(0, MAX_ENTITIES).map(({ label, say }, i) => ({
    id: `offer-${i + 1}`,
    name: { value: plain(say ?? label).slice(0, MAX_ENTITY_CHARACTERS), synonyms: [plain(label).slice(0, MAX_ENTITY_CHARACTERS)] },
  }));
  return { type: 'Dialog.UpdateDynamicEntities', updateBehavior: 'REPLACE', types: [{ name: 'CHOICE', values }] };
}
