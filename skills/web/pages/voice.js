const NEVER_STARTED_MS = 2000;
const BETTER = /natural|neural|premium|enhanced|google/i;
const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;

export const canListen = Recognition !== undefined;

/** Some browsers have the interface and no voice to go with it. */
export function canSpeak() {
  return window.speechSynthesis !== undefined && window.speechSynthesis.getVoices().length > 0;
}

/** Speech out: sentence by sentence, so that it can be followed on screen and stopped at once. */
export function speaker() {
  const synthesis = window.speechSynthesis;
  let run = 0;
  let queue = Promise.resolve();
  return {
    /** Speaks after what is being said. `onSentence(i)` as each begins; resolves true when all was said, false when it was stopped or cannot be. */
    say(list, locale, onSentence) {
      const mine = run;
      const said = queue.then(() => speakAll(synthesis, list, locale, onSentence, () => mine === run));
      queue = said.then(() => undefined);
      return said;
    },
    stop() {
      run += 1;
      synthesis?.cancel();
    },
  };
}

async function speakAll(synthesis, list, locale, onSentence, wanted) {
  for (const [i, sentence] of list.entries()) {
    if (!wanted()) return false;
    onSentence(i);
    if (!(await speakOne(synthesis, sentence, locale))) return false;
  }
  return wanted();
}

function speakOne(synthesis, sentence, locale) {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = locale;
    utterance.voice = voiceFor(synthesis.getVoices(), locale) ?? null;
    // A browser that never starts (no gesture yet, no engine) must not hold the conversation.
    const stuck = setTimeout(() => resolve(false), NEVER_STARTED_MS);
    utterance.onstart = () => clearTimeout(stuck);
    utterance.onend = () => resolve(true);
    utterance.onerror = () => {
      clearTimeout(stuck);
      resolve(false);
    };
    synthesis.speak(utterance);
  });
}

/** A voice of the very locale, else of its language; the better sounding ones first. */
function voiceFor(voices, locale) {
  const worth = (voice) => (voice.lang.replace('_', '-') === locale ? 2 : 0) + (BETTER.test(voice.name) ? 1 : 0);
  return voices.filter((voice) => voice.lang.slice(0, 2) === locale.slice(0, 2)).sort((a, b) => worth(b) - worth(a))[0];
}

/** Speech in, where the browser can. One contribution at a time: `onHeard(text)`, or `onNothing(reason)` with "silence", "refused" or "stopped". */
export function listener({ onInterim, onHeard, onNothing }) {
  let active;
  return {
    isOn: () => active !== undefined,
    start(locale) {
      if (!canListen || active) return;
      const recognition = new Recognition();
      let heard = '';
      let reason = 'silence';
      recognition.lang = locale;
      recognition.interimResults = true;
      recognition.onresult = ({ results }) => {
        const all = [...results];
        heard = all
          .filter((result) => result.isFinal)
          .map((result) => result[0].transcript)
          .join(' ')
          .trim();
        onInterim(all.map((result) => result[0].transcript).join(' '));
      };
      recognition.onerror = ({ error }) => {
        if (error === 'not-allowed' || error === 'service-not-allowed') reason = 'refused';
        if (error === 'aborted') reason = 'stopped';
      };
      recognition.onend = () => {
        active = undefined;
        if (heard) onHeard(heard);
        else onNothing(reason);
      };
      active = recognition;
      recognition.start();
    },
    stop() {
      active?.abort();
    },
  };
}
