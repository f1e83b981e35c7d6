import { replay } from './replay.ts';
import { type Transcript, transcripts } from './transcript.ts';
import { type ChannelName, type Said, worlds } from './world.ts';

/** Heard on all three channels, so many of each locale at least; the rest on one of them, in turn: the whole suite has three minutes. */
const LEAST = 25;
const MOST = 30;
const CHANNELS: readonly ChannelName[] = ['chat', 'alexa', 'google'];
const EVERYWHERE = ['booking', 'handover', 'corrections', 'silence'];

/** What is replayed on a channel, and the names of what is replayed on every one. */
function spokenOn(channel: ChannelName): { readonly chosen: readonly Transcript[]; readonly everywhere: ReadonlySet<string> } {
  const mine = CHANNELS.indexOf(channel);
  const all = transcripts();
  const everywhere = heardEverywhere(all);
  return { chosen: all.filter(({ name }, i) => everywhere.has(name) || i % CHANNELS.length === mine), everywhere };
}

/** The first of each locale's that are heard on every channel. */
function heardEverywhere(all: readonly Transcript[]): ReadonlySet<string> {
  const whole = all.filter(({ name }) => isEverywhere(name));
  const ofLocale = Map.groupBy(whole, ({ locale }) => locale);
  return new Set([...ofLocale.values()].flatMap((each) => each.slice(0, MOST)).map(({ name }) => name));
}

/** "fr-FR/booking/seed": by its behaviour. */
function isEverywhere(name: string): boolean {
  return EVERYWHERE.includes(name.split('/')[1] ?? '');
}

/** Every transcript of a channel spoken again on it; `until` says how many of its answers are compared. */
export function replayEach(channel: ChannelName, until: (answers: readonly Said[], transcript: Transcript) => number): void {
  let count = 0;
  const opened = worlds();
  afterAll(async () => {
    await opened.close();
  });

  describe(`on ${channel}`, () => {
    const { chosen, everywhere } = spokenOn(channel);

    test('each locale has its conversations', () => {
      const counts = Object.groupBy(
        chosen.filter(({ name }) => everywhere.has(name)),
        ({ locale }) => locale,
      );
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
