import enEdge from '../../locales/en-US/alexa.json' with { type: 'json' };
import enAnswers from '../../locales/en-US/answers.json' with { type: 'json' };
import enCarriers from '../../locales/en-US/carriers.json' with { type: 'json' };
import frEdge from '../../locales/fr-FR/alexa.json' with { type: 'json' };
import frAnswers from '../../locales/fr-FR/answers.json' with { type: 'json' };
import frCarriers from '../../locales/fr-FR/carriers.json' with { type: 'json' };

/** Carriers that mean the same: whichever was said, the core hears `canonical` before the words of the slot. */
export interface CarrierGroup {
  readonly intent: string;
  readonly canonical: string;
  readonly carriers: readonly string[];
}

/** One slot of AnswerIntent: elicited by the questions named in `asked`, or filled after one of `carriers`. */
export interface AnswerSlot {
  readonly slot: string;
  readonly type: string;
  readonly asked: readonly string[];
  readonly canonical: string;
  readonly carriers: readonly string[];
  /** What may stand before a bare answer while the slot is elicited. */
  readonly alone: readonly string[];
  readonly templates: readonly string[];
}

/** A sentence of ours that needs no conversation. */
export interface Fixed {
  readonly speech: string;
  readonly reprompt: string;
}

export interface Words {
  readonly locale: string;
  readonly edge: {
    readonly invocationName: string;
    readonly name: string;
    readonly summary: string;
    readonly description: string;
    readonly keywords: readonly string[];
    readonly examplePhrases: readonly string[];
    readonly card: string;
    readonly sorry: Fixed;
    readonly unknown: Fixed;
    readonly stopWords: readonly string[];
    /** What may follow a sentence without changing it. */
    readonly politeness: readonly string[];
    readonly builtIns: Readonly<Record<string, readonly string[]>>;
  };
  readonly carriers: readonly CarrierGroup[];
  readonly answers: readonly AnswerSlot[];
}

const FRENCH: Words = { locale: 'fr-FR', edge: frEdge, carriers: frCarriers, answers: frAnswers };
const ENGLISH: Words = { locale: 'en-US', edge: enEdge, carriers: enCarriers, answers: enAnswers };

/** The words of a request's language; English where it is not shipped. */
export function wordsOf(locale: string): Words {
  return locale.toLowerCase().startsWith('fr') ? FRENCH : ENGLISH;
}
