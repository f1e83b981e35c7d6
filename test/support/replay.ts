import { type Transcript, withCode, withoutCode } from './transcript.ts';
import { type ChannelName, type Said, START, type Talker, voteAt, type World } from './world.ts';

/** A transcript spoken again from its start, on one channel (or where its directives say). The answers come as they are compared. */
export async function replay(world: World, transcript: Transcript, channel: ChannelName, traveller: string): Promise<readonly Said[]> {
  await world.at(START);
  await world.vendorsAnew(transcript.faults);
  let talker: Talker = world[channel](`${traveller}-first`, transcript.locale);
  const heard: Said[] = [];
  for (const exchange of transcript.exchanges) {
    if (exchange.faults) await world.troubles(exchange.faults);
    for (const instant of exchange.at ?? []) await world.at(instant);
    for (const ballot of exchange.votes ?? [])
      await voteAt(heard.findLast(({ votePage }) => votePage)?.votePage ?? '', ballot, transcript.locale);
    // Another device: who speaks there is known only once the code was given.
    if (exchange.on) talker = world[exchange.on](`${traveller}-second`, transcript.locale);
    const line = withCode(
      exchange.line,
      heard.map(({ speech }) => speech),
    );
    await world.settled();
    heard.push(await talker.say(line));
  }
  return heard.map((said) => ({ ...said, speech: withoutCode(said.speech) }));
}
