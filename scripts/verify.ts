import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { roadsIn } from '../shared/market/evidence-trip.ts';
import { agrees, isPart, isWhole, verify } from '../shared/market/evidence-verify.ts';

const USAGE =
  "usage: npm run verify -- <trip>.evidence.json [<an earlier file of it, or a vendor's part>.json] [--head sha256-… that was shown before]…";

/**
 * Checks an exported record: by itself, against heads that were shown earlier, against an earlier file of the same trip (whose heads it must
 * hold), or against a vendor's part (which must tell the same). Exit code 1 when anything is wrong.
 */
function main({ paths, given }: { readonly paths: readonly string[]; readonly given: readonly string[] }): number {
  const [path, beside] = paths;
  if (path === undefined || paths.length > 2) {
    console.error(USAGE);
    return 2;
  }
  const text = readFileSync(path, 'utf8');
  const verdict = beside === undefined ? alone(path, text, given) : together([path, text], [beside, readFileSync(beside, 'utf8')], given);
  for (const problem of verdict.problems) console.log(`WRONG: ${problem}`);
  console.log(verdict.problems.length > 0 ? 'Altered.' : verdict.summary);
  return verdict.problems.length === 0 ? 0 : 1;
}

interface Told {
  readonly problems: readonly string[];
  readonly summary: string;
}

function alone(path: string, text: string, heads: readonly string[]): Told {
  return { problems: report(path, text, heads), summary: summary(heads.length, false) };
}

type Named = readonly [path: string, text: string];

function together([path, text]: Named, [besidePath, beside]: Named, given: readonly string[]): Told {
  const isEarlier = isWhole(fileOf(beside));
  const heads = [...given, ...(isEarlier ? headsOf(beside) : [])];
  const stories = isEarlier || sameStory([text, beside]) ? [] : ['the two files tell different things'];
  return {
    problems: [...report(path, text, heads), ...report(besidePath, beside, []), ...stories],
    summary: summary(heads.length, !isEarlier),
  };
}

function summary(heads: number, hasPart: boolean): string {
  if (heads > 0) return `Nothing was altered up to the ${heads} ${heads === 1 ? 'head' : 'heads'} given.`;
  if (hasPart) return "Nothing was altered in what the vendor's part tells.";
  return 'It holds together. Whether it is what was first written, only a head kept from before can tell: give it as --head.';
}

function report(path: string, text: string, heads: readonly string[]): readonly string[] {
  const verdict = verify(text, heads);
  for (const { request, entries, head } of verdict.heads) console.log(`${path}: ${request}: ${entries} entries, head sha256-${head}`);
  const { length } = verdict.unproved;
  if (length > 0) console.log(`${path}: ${length} offers without the message they came as: what is stored of them is our word alone`);
  for (const request of verdict.otherRules)
    console.log(`${path}: ${request}: published under other rules than this version's; what its offers weighed is not made again`);
  return verdict.problems.map((problem) => `${path}: ${problem}`);
}

/** Maps are corrected: another length than this version's is told, and left to judge. The map is read where there is a road to look up. */
async function otherRoads(path: string): Promise<readonly string[]> {
  const file = fileOf(readFileSync(path, 'utf8'));
  const roads = isWhole(file) ? roadsIn(file.requests) : [];
  if (roads.length === 0) return [];
  const { roadMinutes } = await import('../shared/places/places.ts');
  return roads.flatMap(({ from, to, minutes }) => {
    const here = roadMinutes(from, to) ?? 'unknown';
    return here === minutes
      ? []
      : [`${path}: the road from ${from} to ${to} was taken to be ${minutes} minutes; by this version's map it is ${here}`];
  });
}

function headsOf(text: string): readonly string[] {
  return verify(text).heads.map(({ head }) => `sha256-${head}`);
}

function fileOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sameStory(texts: readonly string[]): boolean {
  const files = texts.map(fileOf);
  const [whole, part] = [files.find(isWhole), files.find(isPart)];
  return whole !== undefined && part !== undefined && agrees(whole, part);
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { head: { type: 'string', multiple: true } } });
process.exitCode = main({ paths: positionals, given: values.head ?? [] });
const [first] = positionals;
if (process.exitCode === 0 && first !== undefined) for (const road of await otherRoads(first)) console.log(road);
