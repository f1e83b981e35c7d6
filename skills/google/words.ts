import en from '../../locales/en-US/alexa.json' with { type: 'json' };
import fr from '../../locales/fr-FR/alexa.json' with { type: 'json' };

/** What a voice edge says when no answer could be had: by us, or by Dialogflow itself when our webhook does not answer. */
export function sorry(locale: string): string {
  return (locale.toLowerCase().startsWith('fr') ? fr : en).sorry.speech;
}
