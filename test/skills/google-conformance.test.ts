import type { HearingContext } from '../../shared/dialogue/act.ts';
import { understand } from '../../shared/understanding/understand.ts';
import { googleFiles } from '../../skills/google/agent.ts';
import { readEs } from '../../skills/google/request.ts';

const FILES = googleFiles();

function phrasesOf(locale: string): readonly string[] {
  const path = [...FILES.keys()].find((file) => file.includes(`/${locale}/intents/trip_usersays_`)) ?? '';
  const rows: readonly { readonly data: readonly { readonly text: string }[] }[] = JSON.parse(FILES.get(path) ?? '[]');
  return rows.map(({ data }) => data.map(({ text }) => text).join(''));
}

function webhook(text: string, locale: string) {
  const queryResult = { queryText: text, languageCode: locale.slice(0, 2), parameters: {}, intent: { displayName: 'trip' } };
  return { session: 'projects/p/agent/sessions/s', responseId: 'r', queryResult };
}

/** A question about offers or a pick means nothing before there are some. */
function situations(locale: string): readonly HearingContext[] {
  const now = { locale, today: '2026-11-21', timeNow: '11:00', timeZone: 'Europe/Paris', known: { needs: [] } } as const;
  return [
    { ...now, phase: 'briefing', listed: [] },
    { ...now, phase: 'choosing', asked: 'choose', listed: [['Les Arcs'], ['Valmorel'], ['La Clusaz']] },
    ...(['who', 'origin', 'place', 'dates', 'budget', 'time', 'what_else', 'name', 'nights', 'ages'] as const).map(
      (asked) => ({ ...now, phase: 'briefing', asked, listed: [] }) as const,
    ),
    { ...now, phase: 'confirming', asked: 'confirm', listed: [] },
    { ...now, phase: 'settled', listed: [] },
    // a vendor has changed what was booked and leaves a choice; one more comes along
    { ...now, phase: 'settled', asked: 'option', listed: [] },
    { ...now, phase: 'settled', known: { needs: [], party: 3 }, listed: [] },
  ];
}

test.each(['fr-FR', 'en-US'])('%s: every phrase of the agent comes through the webhook as the words it is', (locale) => {
  const phrases = phrasesOf(locale);
  expect(phrases.length).toBeGreaterThan(400);
  const changed = phrases.filter((phrase) => {
    const read = readEs(webhook(phrase, locale), '2026-11-21T10:00:00Z');
    return !('turn' in read) || read.turn.input.type !== 'utterance' || read.turn.input.text !== phrase || read.turn.locale !== locale;
  });
  expect(changed).toEqual([]);
});

test.each(['fr-FR', 'en-US'])('%s: every phrase of the agent means something where it may be said', (locale) => {
  const all = situations(locale);
  const lost = phrasesOf(locale).filter((phrase) =>
    all.every((context) => {
      const { acts, doubts } = understand(phrase, context);
      return doubts.length === 0 && (acts.length === 0 || acts.includes('oos'));
    }),
  );
  expect({ share: lost.length / phrasesOf(locale).length <= 0.01, lost }).toMatchObject({ share: true });
});
