import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from '../test/support/replay.ts';
import { transcripts } from '../test/support/transcript.ts';
import { worlds } from '../test/support/world.ts';

/** Writes what the concierge now answers into the transcripts, to be read before it is committed. Arguments: parts of names. */
const wanted = process.argv.slice(2);
/** The conversation that README.md shows word for word. */
const SHOWN = 'fr-FR/booking/seed';
const README = join(import.meta.dirname, '..', 'README.md');
const opened = worlds();
let count = 0;
for (const transcript of transcripts()) {
  if (wanted.length > 0 && !wanted.some((part) => transcript.name.includes(part))) continue;
  count += 1;
  const answers = [...(await replay(await opened.of(transcript), transcript, 'chat', `write-${count}`))];
  const kept = readFileSync(transcript.path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && line !== '<' && !line.startsWith('< ') && !line.startsWith('… '));
  const lines = kept.flatMap((line) => {
    if (!line.startsWith('> ')) return [line];
    const said = answers.shift();
    const progress = said?.progress ?? '';
    const rest = (said?.speech ?? '').slice(progress.length).trim();
    return [line, ...(progress ? [`… ${progress}`] : []), ...(rest || !progress ? [`< ${rest}`.trimEnd()] : [])];
  });
  const isLead = (line: string) => line.startsWith('(') || line.startsWith('#');
  const text = lines.flatMap((line, i) => {
    const above = lines[i - 1] ?? '';
    const starts = (line.startsWith('> ') || isLead(line)) && i > 0 && !isLead(above);
    return starts ? ['', line] : [line];
  });
  const whole = `${text.join('\n').trim()}\n`;
  writeFileSync(transcript.path, whole);
  if (transcript.name === SHOWN)
    writeFileSync(
      README,
      readFileSync(README, 'utf8').replace(/(?<=^```text\n)[\s\S]*?(?=^```$)/m, () => whole),
    );
  process.stdout.write(`${transcript.name}\n${text.join('\n')}\n\n`);
}
await opened.close();
