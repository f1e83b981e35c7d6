import { afterAll, describe, expect, test } from '@jest/globals';
import { replay } from './replay.ts';
import { type Transcript, transcripts } from './transcript.ts';
import { type ChannelName, type Said, worlds } from './world.ts';

/** Differs from another locale in its words alone: all of it is heard through /chat, every second conversation through the platforms as well. */
const VARIANTS: ReadonlySet<string> = new Set(['en-GB']);
/** So many of each locale on each channel. */
const LEAST = 25;

function spokenOn(channel: ChannelName): readonly Transcript[] {
  const counts = new Map<string, number>();
  return transcripts().filter(({ locale }) => {
    const count = counts.get(locale) ?? 0;
    counts.set(locale, count + 1);
    return channel === 'chat' || !VARIANTS.has(locale) || count % 2 === 0;
  });
}

/** Every transcript of a channel spoken again on it; `until` says how many of its answers are compared. */
export function replayEach(channel: ChannelName, until: (answers: readonly Said[], transcript: Transcript) => number): void {
  let count = 0;
  const opened = worlds();
  afterAll(async () => {
    await opened.close();
  });

  describe(`on ${channel}`, () => {
    const chosen = spokenOn(channel);

    test('each locale has its conversations', () => {
      const counts = Object.groupBy(chosen, ({ locale }) => locale);
      for (const locale of ['fr-FR', 'en-US', 'en-GB']) expect(counts[locale]?.length ?? 0).toBeGreaterThanOrEqual(LEAST);
    });

    test.each(chosen.map((transcript) => [transcript.name, transcript] as const))(
      '%s is said in these words',
      async (_name, transcript) => {
        count += 1;
        const answers = await replay(await opened.of(transcript), transcript, channel, `replay-${count}`);
        const end = until(answers, transcript);
        expect(heard(transcript, answers).slice(0, end)).toEqual(written(transcript).slice(0, end));
      },
    );
  });
}

function written({ exchanges }: Transcript): readonly string[] {
  return exchanges.map(({ said, answer }) => `> ${said}\n< ${answer}`);
}

function heard({ exchanges }: Transcript, answers: readonly Said[]): readonly string[] {
  return exchanges.map(({ said }, i) => `> ${said}\n< ${answers[i]?.speech ?? ''}`);
}
