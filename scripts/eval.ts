import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { amounts } from './eval/amounts.ts';
import { duckling, ownDates, recognizersSet } from './eval/dates.ts';
import { learned } from './eval/learned.ts';
import { numberWords } from './eval/numbers.ts';
import { frames } from './eval/own.ts';
import { falsePlaces } from './eval/places.ts';
import { scope } from './eval/scope.ts';
import { speed } from './eval/speed.ts';
import { weight } from './eval/weight.ts';

/** `npm run eval -- <folder>`: scores understanding on our own utterances and on what the folder holds. Prints Markdown. */
async function main(folder: string): Promise<void> {
  const sections: readonly (readonly [string, string, (path: string) => string])[] = [
    ['Dates of Duckling, start right, day or coarser', 'duckling-time.dev.jsonl', duckling],
    ['Dates of Recognizers, start right', 'recognizers-datetime.dev.jsonl', recognizersSet],
    ['Amounts of money of Duckling', 'duckling-amounts.dev.jsonl', amounts],
    ['CLINC150: in or out of scope', 'clinc.dev.jsonl', scope],
  ];
  console.log(`## Own utterances\n\n${frames()}\n`);
  console.log(`## Own date phrases, start and end right\n\n${ownDates()}\n`);
  for (const [title, file, score] of sections) {
    const path = join(folder, file);
    console.log(`## ${title}\n\n${existsSync(path) ? score(path) : `(${file} is not in ${folder})`}\n`);
  }
  if (existsSync(join(folder, 'sgd.dev.jsonl'))) console.log(`## False places\n\n${falsePlaces(folder)}\n`);
  console.log(`## Number words\n\n${numberWords()}\n`);
  console.log(`## One trainable engine: hashed logistic regression, weights of four bits\n\n${learned(folder)}\n`);
  console.log(`## Speed\n\n${speed()}\n\n${await weight()}\n`);
}

await main(process.argv[2] ?? '.');
