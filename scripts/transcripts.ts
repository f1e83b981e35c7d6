import { readFileSync, writeFileSync } from 'node:fs';
import { transcripts } from '../test/support/transcript.ts';
import { openWorld, type Said, START } from '../test/support/world.ts';

/** Writes what the concierge now answers into the transcripts, to be read before it is committed. Arguments: parts of names. */
const wanted = process.argv.slice(2);
const world = await openWorld();
let count = 0;
for (const transcript of transcripts()) {
  if (wanted.length > 0 && !wanted.some((part) => transcript.name.includes(part))) continue;
  world.at(START);
  count += 1;
  const talker = world.chat(`write-${count}`, transcript.locale);
  const answers: Said[] = [];
  for (const { line, at } of transcript.exchanges) {
    if (at) world.at(at);
    answers.push(await talker.say(line));
  }
  const kept = readFileSync(transcript.path, 'utf8')
    .split('\n')
    .filter((line) => line !== '<' && !line.startsWith('< ') && !line.startsWith('… '));
  const lines = kept.flatMap((line) => {
    if (!line.startsWith('> ')) return [line];
    const said = answers.shift();
    const progress = said?.progress ?? '';
    const rest = (said?.speech ?? '').slice(progress.length).trim();
    return [line, ...(progress ? [`… ${progress}`] : []), rest || !progress ? `< ${rest}`.trimEnd() : ''].filter((each) => each !== '');
  });
  const text = lines.join('\n').replace(/\n+> /g, '\n\n> ').replace(/\n+\(at/g, '\n\n(at').replace(/(\(at [^)]*\))\n+/g, '$1\n').trim();
  writeFileSync(transcript.path, `${text}\n`);
  process.stdout.write(`${transcript.name}\n${text}\n\n`);
}
await world.close();
