import { letterMark } from '../../shared/booking/documents/letter.ts';
import type { HeardNews, VendorNews } from '../../shared/market/vendor-news.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { type Html, html } from '../edge/html.ts';
import type { Writing } from './trip-lines.ts';
import { fill } from './words.ts';

/** What vendors said by themselves, in their words; a letter may be answered once, at `action`. */
export function newsSection({ fromVendors = [] }: Trip, action: string, { words }: Writing): Html {
  if (fromVendors.length === 0) return html``;
  return html`<section aria-labelledby="news"><h2 id="news">${words.vendorNews}</h2><ul class="trace">${fromVendors.map((heard) => {
    const { seller, news, at, answer } = heard;
    const what =
      news.type === 'change' ? news.what.map((each) => html` <span class="sub">${each.field}: ${each.old} → ${each.new}</span>`) : [];
    const said = newsText(news, words);
    const answered = answer === undefined ? undefined : answerText(news, answer, words);
    return html`<li><p class="said"><b>${seller}</b> ${said}</p>${what}${answered !== undefined && html`<p class="heard"><b>${words.you}</b> ${answered}</p>`}<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')} UTC</time>${answerForm(heard, action, words)}</li>`;
  })}</ul></section>`;
}

/** Only where an answer can leave, and none has. */
function answerForm(heard: HeardNews, action: string, { letter }: Writing['words']): Html | false {
  const { news, answer, seller } = heard;
  if (news.type !== 'message' || news.replyTo === undefined || answer !== undefined) return false;
  const mark = letterMark(heard);
  return html`<details><summary>${letter.open}</summary><form class="details" method="post" action="${action}">
<input type="hidden" name="letter" value="${mark}">
<div class="field"><label for="letter-${mark}">${fill(letter.label, { seller })}</label>
<textarea id="letter-${mark}" name="text" rows="5" maxlength="1500" required aria-describedby="letter-${mark}-hint"></textarea>
<p class="hint" id="letter-${mark}-hint">${letter.hint}</p></div>
<button>${letter.send}</button></form></details>`;
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
