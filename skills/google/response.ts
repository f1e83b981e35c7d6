import type { Reply } from '../../shared/turn.ts';
import { plain } from '../edge/spoken.ts';
import { chips, lineOf, throughAssistant } from './assistant.ts';
import type { EsRequest } from './request.ts';
import { SURFACES } from './surface.ts';

/** A WebhookResponse of google/cloud/dialogflow/v2/webhook.proto. */
export interface EsResponse {
  readonly fulfillmentText: string;
  readonly fulfillmentMessages: readonly unknown[];
  readonly outputContexts: unknown;
  readonly payload?: unknown;
}

/**
 * Every surface gets a default-platform text, because that alone is synthesised on a phone and shown where nothing else is. Platform messages replace it on
 * the chat that they name, so they say everything again. `pageUrl` is the trip page, for surfaces that can show a link.
 */
export async function esResponse(reply: Reply, request: EsRequest, pageUrl?: string): Promise<EsResponse> {
  const { payload, outputContexts } = await throughAssistant(reply, request);
  const said = plain(reply.speech);
  return {
    fulfillmentText: said,
    fulfillmentMessages: [{ text: { text: [said] } }, ...surfaceMessages(reply, request, pageUrl)],
    outputContexts,
    ...(request.surface === 'assistant' && { payload }),
  };
}

function surfaceMessages(reply: Reply, request: EsRequest, pageUrl: string | undefined): readonly unknown[] {
  const { platform, screen } = SURFACES[request.surface];
  if (platform !== undefined) return chatMessages(reply, chips(reply, request), pageUrl).map((message) => ({ ...message, platform }));
  if (!screen) return [];
  const content = richContent(reply, chips(reply, request), pageUrl);
  return content === undefined ? [] : [{ payload: { richContent: content } }];
}

/** Chats show texts in order; the last sentence titles the quick replies, because a chat shows them only with a title. */
function chatMessages(reply: Reply, quickReplies: readonly string[], pageUrl: string | undefined): readonly object[] {
  const shown = shownText(reply, pageUrl);
  const before = shown === undefined ? [] : [shown];
  if (quickReplies.length === 0) return [plain(reply.speech), ...before].map(text);
  const sentences = reply.sentences.map(plain);
  const question = sentences.at(-1) ?? plain(reply.speech);
  const rest = sentences.slice(0, -1).join(' ');
  return [...[rest, ...before].filter((part) => part !== '').map(text), { quickReplies: { title: question, quickReplies } }];
}

function text(words: string): object {
  return { text: { text: [words] } };
}

function shownText(reply: Reply, pageUrl: string | undefined): string | undefined {
  const { display } = reply;
  if (display === undefined) return pageUrl;
  return [plain(display.title), ...display.items.map((item) => `• ${lineOf(item)}`), ...(pageUrl === undefined ? [] : [pageUrl])].join(
    '\n',
  );
}

/** Custom payload of Dialogflow Messenger, ES and CX alike; other callers ignore it. */
export function richContent(reply: Reply, shown: readonly string[], pageUrl: string | undefined): readonly unknown[] | undefined {
  const { display } = reply;
  const cards = [
    ...(display === undefined ? [] : [{ type: 'description', title: plain(display.title), text: display.items.map(lineOf) }]),
    ...(display === undefined || pageUrl === undefined ? [] : [{ type: 'button', text: plain(display.title), link: pageUrl }]),
    ...(shown.length === 0 ? [] : [{ type: 'chips', options: shown.map((chip) => ({ text: chip })) }]),
  ];
  return cards.length === 0 ? undefined : [cards];
}
