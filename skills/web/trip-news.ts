import type { VendorNews } from '../../shared/market/vendor-news.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { type Html, html } from '../edge/html.ts';
import type { Writing } from './trip-lines.ts';

/** What vendors said by themselves, in their words. */
export function newsSection({ fromVendors = [] }: Trip, { words }: Writing): Html {
  if (fromVendors.length === 0) return html``;
  return html`<section aria-labelledby="news"><h2 id="news">${words.vendorNews}</h2><ul class="trace">${fromVendors.map(
    ({ seller, news, at, answer }) => {
      const what =
        news.type === 'change' ? news.what.map((each) => html` <span class="sub">${each.field}: ${each.old} → ${each.new}</span>`) : [];
      const said = newsText(news, words);
      const answered = answer === undefined ? undefined : answerText(news, answer, words);
      return html`<li><p class="said"><b>${seller}</b> ${said}</p>${what}${answered !== undefined && html`<p class="heard"><b>${words.you}</b> ${answered}</p>`}<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time></li>`;
    },
  )}</ul></section>`;
}

function newsText(news: VendorNews, words: Writing['words']): string {
  switch (news.type) {
    case 'cancelled':
      return words.updates.cancelled;
    case 'change':
      return news.cause;
    case 'question':
    case 'message':
      return news.text;
    case 'update':
      return news.note ?? words.updates[news.kind];
  }
}

/** Ids of options are the vendor's: here they are called what they are. */
function answerText(news: VendorNews, answer: string, { answers }: Writing['words']): string {
  if (news.type === 'change') {
    const option = news.options.find(({ id }) => id === answer);
    return option ? [answers[option.kind], option.note].filter(Boolean).join(', ') : answer;
  }
  return answer === 'yes' || answer === 'no' ? answers[answer] : answer;
}
