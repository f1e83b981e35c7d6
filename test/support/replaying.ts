import { afterAll, describe, expect, test } from '@jest/globals';
import { replay } from './replay.ts';
import { type Transcript, transcripts } from './transcript.ts';
import { type ChannelName, type Said, worlds } from './world.ts';

/** Every transcript spoken again on one channel; `until` says how many of its answers are compared. */
export function replayEach(channel: ChannelName, until: (answers: readonly Said[], transcript: Transcript) => number): void {
  let count = 0;
  const opened = worlds();
  afterAll(async () => {
    await opened.close();
  });

  describe(`on ${channel}`, () => {
    test.each(transcripts().map((transcript) => [transcript.name, transcript] as const))(
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
