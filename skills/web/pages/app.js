import { sendTurn } from './api.js';
import { beginTurn, drop, finish, follow, spoken, writeAnswer, writeProgress } from './dialogue.js';
import { me, remember, turnBody } from './me.js';
import { drawPanel, drawReadback } from './panel.js';
import { keepTurn, pastTurns } from './past.js';
import { drawNote, drawSettings, drawTalk, drawVoice } from './settings.js';
import { el, fill, spokenLocale, writeTexts } from './texts.js';
import { canListen, canSpeak, listener, speaker } from './voice.js';

const $ = (selector) => document.querySelector(selector);
const field = $('#field');
const state = $('#state');
/** How long until the page asks for late offers again, attempt by attempt; the last one repeats. */
const NEWS_AFTER_MS = [3000, 3000, 4000, 6000, 10_000];
const NEWS_AT_MOST = 90;

let texts = writeTexts(me.locale);
let turns = Promise.resolve();
/** Counts exchanges: what belongs to an older one must not touch the page any more. */
let current = 0;
/** The last contribution came by microphone: it reopens after a question. */
let voiceMode = false;
let newsTimer;

const voice = speaker();
const ears = listener({ onInterim: writeField, onHeard: heardAloud, onNothing: heardNothing });

/** Queues one turn. A second one said meanwhile waits for the first answer, so that answers keep their order. */
function say(input, heard = '') {
  hush();
  clearTimeout(newsTimer);
  if (heard) drawNote('');
  const body = turnBody(input);
  turns = turns.then(() => take(body, heard));
  return turns;
}

async function take(body, heard) {
  const mine = ++current;
  const turn = beginTurn(heard, texts);
  show(texts.thinking);
  $('#suggestions').replaceChildren();
  let early = '';
  let said = Promise.resolve(true);
  const onProgress = (progress) => {
    early = progress;
    show(texts.asking);
    said = aloud(turn, writeProgress(turn, progress, me.locale), mine);
  };
  try {
    const answer = await sendTurn(body, onProgress);
    if (!early && answer.progress) writeProgress(turn, answer.progress, me.locale);
    const progress = early || answer.progress || '';
    const rest = answer.speech.startsWith(progress) ? answer.speech.slice(progress.length).trim() : answer.speech;
    writeAnswer(turn, rest, me.locale);
    settle(turn, answer, mine);
    keep(answer, heard, body.open === true);
    const spans = spoken(turn);
    said = aloud(turn, early ? spans.filter((span) => !span.closest('.progress')) : spans, mine);
    if ((await said) && mine === current) reopen(answer);
  } catch (error) {
    fail(error, turn, body, heard);
  }
}

function settle(turn, answer, mine) {
  finish(turn, answer, texts, { onChoice: choose, onAgain: canSpeak() && (() => again(turn, mine)) });
  suggest(answer);
  drawPanel(answer, texts, me.locale);
  if (answer.trip && answer.phase === 'confirming') void drawReadback(answer.trip, texts, () => mine === current);
  show(waitingFor(answer));
  if (answer.waitingUntil) awaitNews(0);
}

function keep({ speech, author, unkept }, heard, isOpening) {
  keepTurn(me.traveller, { heard, said: speech, author, locale: me.locale }, { isOpening, unkept });
}

/** A page that was loaded again begins with what was said: to be read, not spoken and not chosen from. */
function drawPast() {
  const list = $('#turns');
  const live = list.getAttribute('aria-live');
  list.setAttribute('aria-live', 'off');
  for (const { heard, said, author, locale } of pastTurns(me.traveller)) {
    const turn = beginTurn(heard, texts);
    writeAnswer(turn, said, locale);
    finish(turn, { author }, texts, {});
  }
  requestAnimationFrame(() => (live === null ? list.removeAttribute('aria-live') : list.setAttribute('aria-live', live)));
}

function suggest({ suggestions, display }) {
  const offered = new Set((display?.items ?? []).map((item) => item.say));
  const buttons = suggestions
    .filter((text) => !offered.has(text))
    .map((text) => {
      const button = el('button', { type: 'button' }, text);
      button.addEventListener('click', (event) => choose(text, event));
      return button;
    });
  $('#suggestions').replaceChildren(...buttons);
}

/** A button says its words. Keyboard users go on in the field, as the button is gone; a finger must not call up the keyboard. */
function choose(text, event) {
  if (event.detail === 0) field.focus();
  voiceMode = false;
  say({ text }, text);
}

/** Somebody has still to vote. */
function isVoting(trip) {
  return trip?.vote !== undefined && trip.vote.count < trip.vote.voters;
}

/** What may still come by itself: offers, votes, or the form that is being filled in on the trip's page. */
function waitingFor({ waitingUntil, phase, trip }) {
  if (!waitingUntil) return '';
  if (isVoting(trip)) return texts.voteOpen;
  return phase === 'confirming' ? texts.formOpen : texts.waiting;
}

/** Late offers join by themselves, while the answer says that some are awaited. */
function awaitNews(attempt) {
  clearTimeout(newsTimer);
  if (attempt < NEWS_AT_MOST) newsTimer = setTimeout(() => askNews(attempt), NEWS_AFTER_MS[Math.min(attempt, NEWS_AFTER_MS.length - 1)]);
}

async function askNews(attempt) {
  const before = current;
  const answer = await sendTurn(turnBody({ news: true }), () => {}).catch(() => undefined);
  if (before !== current) return;
  if (answer?.speech) return joined(answer);
  if (answer?.trip) drawPanel(answer, texts, me.locale);
  if (answer === undefined || answer.waitingUntil) awaitNews(attempt + 1);
  else show('');
}

/** What came late is written at once, and said unless the traveller has the floor. */
async function joined(answer) {
  const mine = ++current;
  const turn = beginTurn('', texts);
  const spans = writeAnswer(turn, answer.speech, me.locale);
  settle(turn, answer, mine);
  keep(answer, '', false);
  show(answer.phase === 'choosing' && !answer.trip?.vote ? texts.joined : waitingFor(answer));
  if (!ears.isOn() && field.value === '' && (await aloud(turn, spans, mine)) && mine === current) reopen(answer);
}

/** True when it was all said, or nothing is said aloud here: then the microphone may open. */
async function aloud(turn, spans, mine) {
  if (!me.voice || !canSpeak()) return true;
  const all = await voice.say(words(spans), spokenLocale(me.locale), (i) => mine === current && follow(turn, spans, i));
  follow(turn, spans, undefined);
  return all;
}

async function again(turn, mine) {
  hush();
  const spans = spoken(turn);
  await voice.say(words(spans), spokenLocale(me.locale), (i) => mine === current && follow(turn, spans, i));
  follow(turn, spans, undefined);
}

/** Spoken as they were sent: a blank that does not break is for the eye. */
const words = (spans) => spans.map((span) => span.textContent.replace(/\u00a0/g, ' '));

/** Stops the voice: whoever speaks or types has the floor. */
function hush() {
  voice.stop();
  for (const element of document.querySelectorAll('.speaking')) element.classList.remove('speaking');
}

function reopen({ expectsReply }) {
  if (voiceMode && expectsReply && field.value === '') listen();
}

function listen() {
  hush();
  voiceMode = true;
  ears.start(spokenLocale(me.locale));
  drawTalk(ears.isOn(), texts);
  show(texts.listening);
}

function heardAloud(text) {
  writeField('');
  drawTalk(false, texts);
  say({ text }, text);
}

/** Silence is a turn: it gets the reprompt, once, and then the microphone stays closed. */
function heardNothing(reason) {
  drawTalk(false, texts);
  show(reason === 'refused' ? texts.microphoneRefused : '', reason === 'refused');
  const answered = voiceMode;
  voiceMode = false;
  if (reason !== 'silence' || !answered) return;
  writeField('');
  say({ silence: true });
}

function show(text, isError = false, ...more) {
  state.className = isError ? 'error' : '';
  state.replaceChildren(text, ...more);
}

/** Nothing is lost: the same turn id goes out again, so a turn that did arrive is not taken twice. */
function fail(error, turn, body, heard) {
  drop(turn);
  const resend = el('button', { type: 'button' }, texts.resend);
  resend.addEventListener('click', () => {
    turn.turn.remove();
    field.focus();
    turns = turns.then(() => take(body, heard));
  });
  show(texts.errors[error?.kind] ?? texts.errors.unavailable, true, resend);
}

function writeField(text) {
  field.value = text;
}

function submit() {
  const text = field.value.trim();
  if (text === '') return;
  writeField('');
  voiceMode = false;
  say({ text }, text);
}

/** The conversation goes on in the other language: the concierge opens it again there. */
function switchLanguage() {
  texts = writeTexts(me.locale);
  drawSettings(texts, switchLanguage);
  drawPanel({ phase: 'briefing' }, texts, me.locale);
  ears.stop();
  say({ open: true });
}

$('#composer').addEventListener('submit', (event) => {
  event.preventDefault();
  submit();
});
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
field.addEventListener('input', () => {
  hush();
  voiceMode = false;
  ears.stop();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  hush();
  ears.stop();
});
$('#talk').addEventListener('click', () => (ears.isOn() ? ears.stop() : listen()));
$('#voice').addEventListener('click', () => {
  me.voice = !me.voice;
  remember();
  if (!me.voice) hush();
  drawVoice(texts);
});
$('#code-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = fill(texts.codeSays, { code: $('#code').value.trim() });
  $('#code').value = '';
  $('#handover').open = false;
  field.focus();
  say({ text }, text);
});

drawSettings(texts, switchLanguage);
drawPast();
drawNote(canListen ? texts.speechNote : texts.noSpeech);
drawPanel({ phase: 'briefing' }, texts, me.locale);
say({ open: true });
