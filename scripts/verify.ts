import { readFileSync } from 'node:fs';
import { agrees, isPart, isWhole, verify } from '../shared/market/evidence-verify.ts';

/** Checks an exported record; with a second file, a vendor's part, also that the two tell the same. Exit code 1 when anything is wrong. */
function main(paths: readonly string[]): number {
  if (paths.length === 0 || paths.length > 2) {
    console.error("usage: npm run verify -- <trip>.evidence.json [<a vendor's part>.json]");
    return 2;
  }
  const texts = paths.map((path) => readFileSync(path, 'utf8'));
  const verdicts = texts.map(verify);
  verdicts.forEach(({ problems, heads }, i) => {
    for (const { request, entries, head } of heads) console.log(`${paths[i]}: ${request}: ${entries} entries, head sha256-${head}`);
    for (const problem of problems) console.log(`${paths[i]}: WRONG: ${problem}`);
  });
  const isSound = verdicts.every(({ problems }) => problems.length === 0);
  if (isSound && texts.length === 2 && !sameStory(texts)) {
    console.log('WRONG: the two files tell different things');
    return 1;
  }
  console.log(isSound ? 'Nothing was altered.' : 'Altered.');
  return isSound ? 0 : 1;
}

function sameStory(texts: readonly string[]): boolean {
  const files: readonly unknown[] = texts.map((text) => JSON.parse(text));
  const [whole, part] = [files.find(isWhole), files.find(isPart)];
  return whole !== undefined && part !== undefined && agrees(whole, part);
}

process.exitCode = main(process.argv.slice(2));
