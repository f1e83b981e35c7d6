import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'skills/vendors/sandbox/README.md'] as const;
const README = read('README.md');
const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;

/** Top-level names by which a path of the project is known from other words with a slash. */
const TOP = readdirSync(ROOT).filter((name) => !name.startsWith('.') || name === '.ci');

/** Links, and paths in backticks; what holds a placeholder, a wildcard or an ellipsis is no path. */
function pathsIn(file: string): readonly string[] {
  const text = read(file);
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = '']) => path);
  const quoted = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/g)].map(([, path = '']) => path);
  return [...links, ...quoted.filter((path) => TOP.includes(path.split('/')[0] ?? ''))];
}

function under(top: string): readonly string[] {
  if (!statSync(join(ROOT, top)).isDirectory()) return [];
  return readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' }).map((path) => basename(path));
}

describe.each(DOCUMENTS)('%s', (file) => {
  test('names no path that is not there', () => {
    const isThere = (path: string) => existsSync(join(ROOT, path)) || existsSync(join(ROOT, file, '..', path));
    expect(pathsIn(file).filter((path) => !isThere(path))).toEqual([]);
  });

  test('names no command that is not there', () => {
    const named = [...read(file).matchAll(/npm run (?:-s )?([\w:-]*\w)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in SCRIPTS))).toEqual([]);
  });
});

describe('the README', () => {
  test('has at most 150 lines', () => {
    expect(README.split('\n').length - 1).toBeLessThanOrEqual(150);
  });

  test('names one test command, and CI runs exactly that', () => {
    const [, section = ''] = README.split(/^## Test it$/m);
    const commands = [...(section.split(/^## /m)[0]?.matchAll(/^ {4}(.+)$/gm) ?? [])].map(([, command]) => command);
    expect(commands).toEqual(['npm ci && npm test']);
    const run = read('.ci/run').split('\n');
    expect(run.filter((line) => line.startsWith('npm '))).toEqual(['npm ci', 'npm test']);
  });

  test('shows a conversation that is replayed word for word', () => {
    const [, shown] = /^```text\n([\s\S]*?)^```$/m.exec(README) ?? [];
    expect(shown).toBe(read('test/dialogues/fr-FR/booking/seed.txt'));
  });

  test('lists every variable that the settings read, and no other', () => {
    const [, table = ''] = README.split(/^## Configure$/m);
    const rows = (table.split(/^## /m)[0] ?? '').split('\n').filter((line) => line.startsWith('| `'));
    const listed = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name));
    const known = [...read('shared/settings.ts').matchAll(/(?:env\['|\(env, ')([A-Z_]+)'/g)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual([...new Set(known)].toSorted());
  });
});

test('every npm script starts a file that is there', () => {
  const files = Object.values(SCRIPTS).flatMap((script) => [...script.matchAll(/(?:^|\s)node (\S+\.ts)/g)].map(([, file = '']) => file));
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

test('the changelog tells of the version that is in package.json', () => {
  expect(read('CHANGELOG.md')).toContain(`## ${JSON.parse(read('package.json')).version}\n`);
});

test('every folder and file in the tree of ARCHITECTURE.md is there', () => {
  const [, tree = ''] = /^## Folders\n\n```text\n([\s\S]*?)^```$/m.exec(read('ARCHITECTURE.md')) ?? [];
  const named = [...tree.matchAll(/(?<![\w/<])([\w-]+)(\/|\.ts)/g)].map(([, name = '', end = '']) => (end === '/' ? name : name + end));
  const known = new Set(TOP.flatMap((top) => (top === 'node_modules' ? [] : [top, ...under(top)])));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('the import table of ARCHITECTURE.md has a row for every folder that is checked', () => {
  const checked = [...read('test/architecture.test.ts').matchAll(/^ {2}'(shared\/[\w.]+)':/gm)].map(([, folder = '']) => folder);
  const [, table = ''] = read('ARCHITECTURE.md').split(/^## Who may import whom$/m);
  const first = (table.split(/^## /m)[0] ?? '').split('\n').map((line) => line.split('|')[1] ?? '');
  const isEmpty = (folder: string) =>
    !existsSync(join(ROOT, folder)) || (!folder.endsWith('.ts') && readdirSync(join(ROOT, folder)).length === 0);
  expect(checked.length).toBeGreaterThan(5);
  expect(checked.filter((folder) => !isEmpty(folder) && !first.some((cell) => cell.includes(folder)))).toEqual([]);
});
