import type { Act } from '../../shared/dialogue/act.ts';
import type { Reply, Turn } from '../../shared/turn.ts';

/** What the stand-in knows of one traveller. */
interface Memory {
  step: 'open' | 'who' | 'origin' | 'choose' | 'name' | 'confirm' | 'done';
  readonly heard: string[];
  last?: Reply;
  booked: number;
}

interface Spoken {
  readonly says: string;
  readonly reprompt?: string;
  readonly asked?: string;
}

const FR = {
  open: { says: 'Bonjour, je suis un assistant automatique. Où partez-vous, et quand ?', reprompt: 'Vous partez où ?', asked: 'open' },
  again: { says: 'Bonjour. Votre voyage est gardé. On le termine ?', reprompt: 'On le termine ?', asked: 'yes_no' },
  who: { says: "C'est noté, cinq nuits. Vous serez combien ?", reprompt: 'Combien d’adultes ?', asked: 'who' },
  origin: { says: 'Entendu. Vous partez d’où ?', reprompt: 'Votre ville de départ ?', asked: 'origin' },
  choose: {
    says: "J'interroge les vendeurs. En tête, Les Arcs, à 2944 euros. Le moins cher, c'est Valmorel & Spa, à 2350. Lequel vous tente ?",
    reprompt: 'Les Arcs, ou Valmorel ?',
    asked: 'choose',
  },
  name: { says: 'Je bloque tout sans frais. Je réserve à quel nom ?', reprompt: 'Votre prénom et votre nom ?', asked: 'name' },
  confirm: {
    says: 'En tout, 2944 euros, annulation gratuite. Vous confirmez et vous payez, ou je garde tout ?',
    reprompt: 'Vous confirmez et vous payez ?',
    asked: 'confirm',
  },
  phrase: {
    says: 'Il me faut la phrase : « je confirme et je paie ». Vous confirmez et vous payez ?',
    reprompt: 'Vous confirmez ?',
    asked: 'confirm',
  },
  booked: { says: "C'est réservé. Bon séjour aux Arcs." },
  stopped: { says: "D'accord, rien n'est payé. Je garde tout." },
  help: { says: 'Dites par exemple « du 20 au 25 mars ». ' },
  missed: { says: "Je n'ai pas compris. " },
} satisfies Record<string, Spoken>;

const EN: Record<keyof typeof FR, Spoken> = {
  open: { says: "Hi, I'm an automated assistant. Where to, and when?", reprompt: 'Where would you like to go?', asked: 'open' },
  again: { says: 'Hello. Your trip is held. Shall we finish it?', reprompt: 'Shall we finish it?', asked: 'yes_no' },
  who: { says: 'Got it, five nights for you. How many of you are going?', reprompt: 'How many adults are you?', asked: 'who' },
  origin: { says: 'Got it. Where are you starting from?', reprompt: 'Which city are you leaving from?', asked: 'origin' },
  choose: {
    says: "I'm asking the sellers. Best match: Les Arcs at 3,268 euros. Cheapest: Valmorel & Spa at 2,644. Which one appeals to you?",
    reprompt: 'Les Arcs is it, or Valmorel?',
    asked: 'choose',
  },
  name: { says: "I'm holding everything for you. What name should I book under?", reprompt: 'What is your name?', asked: 'name' },
  confirm: {
    says: "That's 3,268 euros, free to cancel. Do you confirm and pay, or shall I hold it all?",
    reprompt: 'Do you confirm and pay?',
    asked: 'confirm',
  },
  phrase: { says: 'I need the words "I confirm and pay". Do you confirm and pay?', reprompt: 'Do you confirm?', asked: 'confirm' },
  booked: { says: 'All four are booked for you. Enjoy Les Arcs.' },
  stopped: { says: "OK, nothing is paid. I'm holding it all for you." },
  help: { says: 'You could say "March 20th to the 25th". ' },
  missed: { says: "I didn't get that, is all. " },
};

const NEXT = { open: 'who', who: 'origin', origin: 'choose', choose: 'name', name: 'confirm', confirm: 'confirm', done: 'who' } as const;
const PHRASE = /^(oui |yes )?(je confirme|i confirm)\b(?!.*\b(pas|not|don't)\b)/;

/**
 * A small honest conversation behind the skill's only port: it keeps state by traveller, answers a repeated turn id from memory, books only on
 * the phrase, and remembers the words that it was given.
 */
export function standIn() {
  const memories = new Map<string, Memory>();
  const answered = new Map<string, Reply>();
  const turns: Turn[] = [];

  const converse = async (turn: Turn): Promise<Reply> => {
    const known = answered.get(turn.id);
    if (known) return known;
    turns.push(turn);
    const memory = memories.get(turn.traveller) ?? { step: 'open', heard: [], booked: 0 };
    memories.set(turn.traveller, memory);
    if (turn.input.type === 'utterance' && memory.step === 'origin')
      await turn.onProgress?.(`${phrases(turn).choose.says.split('. ')[0]}.`);
    const reply = replyTo(turn, memory);
    memory.last = reply;
    answered.set(turn.id, reply);
    return reply;
  };
  return { converse, turns, memoryOf: (traveller: string) => memories.get(traveller) };
}

function phrases(turn: Turn): Record<keyof typeof FR, Spoken> {
  return turn.locale.startsWith('fr') ? FR : EN;
}

function replyTo(turn: Turn, memory: Memory): Reply {
  const words = phrases(turn);
  const { input } = turn;
  if (input.type === 'open') return said(turn, memory, memory.last ? words.again : words.open);
  if (input.type === 'utterance') return told(turn, input.text, memory);
  return acted(turn, input.type === 'heard' ? input.heard.acts : [], memory);
}

function acted(turn: Turn, acts: readonly Act[], memory: Memory): Reply {
  const words = phrases(turn);
  const open: Spoken = memory.step === 'done' ? words.open : words[memory.step];
  const question = open.reprompt ?? open.says;
  if (acts.includes('stop')) return said(turn, memory, words.stopped);
  if (acts.includes('repeat') && memory.last) return { ...memory.last, turnId: turn.id };
  if (acts.includes('help')) return said(turn, memory, { ...open, says: words.help.says + question });
  const affirmed = memory.step === 'confirm' && acts.includes('affirm') && !turn.newSession;
  return said(turn, memory, affirmed ? words.phrase : { ...open, says: words.missed.says + question });
}

function told(turn: Turn, text: string, memory: Memory): Reply {
  const words = phrases(turn);
  memory.heard.push(text);
  const books = memory.step === 'confirm' && PHRASE.test(text) && !turn.newSession;
  memory.step = books ? 'done' : NEXT[memory.step];
  if (books) memory.booked++;
  return said(turn, memory, books || memory.step === 'done' ? words.booked : words[memory.step]);
}

function said(turn: Turn, memory: Memory, { says, reprompt, asked }: Spoken): Reply {
  const sentences = says.split(/(?<=[.?]) /).map((sentence) => sentence.trim());
  const progress = memory.step === 'choose' ? sentences[0] : undefined;
  return {
    turnId: turn.id,
    locale: turn.locale,
    sentences,
    speech: sentences.join(' '),
    author: 'machine',
    expectsReply: reprompt !== undefined,
    suggestions: [],
    phase:
      memory.step === 'confirm' ? 'confirming' : memory.step === 'done' ? 'settled' : memory.step === 'choose' ? 'choosing' : 'briefing',
    ...(progress !== undefined && { progress }),
    ...(reprompt !== undefined && { reprompt }),
    ...(asked !== undefined && { asked }),
    ...(memory.step === 'choose' && {
      display: {
        title: 'Les Arcs',
        items: [
          { label: 'Les Arcs', detail: '2944', say: 'les arcs' },
          { label: 'Valmorel & Spa', say: 'valmorel' },
        ],
      },
    }),
    trip: {
      id: 'trip-1',
      brief: {},
      summary: [],
      proposals: [],
      bookings:
        memory.booked > 0
          ? [
              {
                id: 'book-1',
                category: 'lodging',
                title: 'Hôtel <Les Mélèzes>',
                vendor: 'Maison Vanoise',
                status: 'confirmed',
                reference: 'K7QX2',
                total: { amount: '1780.00', currency: 'EUR' },
                price: '1780 euros (démo)',
                demo: true,
              },
            ]
          : [],
      page: '/trips/trip-1?key=k',
    },
  };
}
