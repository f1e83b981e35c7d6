import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly file: string;
  /** Path in the project, or the package's name. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|html|css)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));

const CODE = ['shared', 'skills', 'locales'].flatMap(filesIn).filter((file) => file.endsWith('.ts'));
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

function importsOf(file: string): readonly Import[] {
  const found = textOf(file).matchAll(
    /^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s*'([^']+)'|\bimport\('([^']+)'\)|^\s*import\s*'([^']+)'/gm,
  );
  return [...found].map(([, typeOnly, named, dynamic, bare]) => {
    const to = named ?? dynamic ?? bare ?? '';
    return { file, to: to.startsWith('.') ? relative(ROOT, join(ROOT, file, '..', to)) : to, typeOnly: typeOnly !== undefined };
  });
}

const IMPORTS = CODE.flatMap(importsOf);
const isOurs = (to: string) => /^(shared|skills|locales|scripts|stubs|test)\//.test(to);
const isBuiltin = (to: string) => to.startsWith('node:') || builtinModules.includes(to);
const isWords = (to: string) => to.startsWith('locales/') && to.endsWith('.json');
const under = (path: string, ...folders: readonly string[]) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
const names = (imports: readonly Import[]) => imports.map(({ file, to }) => `${file} → ${to}`);

const LEAVES = ['shared/time.ts', 'shared/money.ts', 'shared/errors.ts'];
/** What the core hands in and out; types, free to be named anywhere in shared. */
const TYPES = ['shared/turn.ts', 'shared/ports.ts', 'shared/trip-record.ts'];
const DOMAIN = ['shared/places', 'shared/trip', 'shared/market', 'shared/booking', 'shared/traveller'];
const CORE = [...DOMAIN, 'shared/dialogue', 'shared/understanding', 'shared/rendering'];

/** The table of ARCHITECTURE.md: folder → what its values may come from, beside itself and the leaves. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'shared/places': [],
  'shared/trip': [],
  'shared/market': ['shared/places', 'shared/trip'],
  'shared/booking': ['shared/places', 'shared/trip', 'shared/market'],
  'shared/traveller': ['shared/places', 'shared/trip', 'shared/market'],
  'shared/dialogue': DOMAIN,
  'shared/understanding': [...DOMAIN, 'shared/dialogue/act.ts', 'locales'],
  'shared/rendering': [...DOMAIN, 'shared/dialogue', 'locales'],
  'shared/runner': [...CORE, 'shared/ports.ts', 'locales'],
  'shared/concierge.ts': [...CORE, 'shared/runner', 'shared/ports.ts', 'locales'],
};

/** What a file of a skill may take values from. The frame of what was heard is part of the turn; words of an edge are data of its locale. */
function allowedIn(file: string): readonly string[] {
  const own = file.split('/').slice(0, 2).join('/');
  const always = [own, 'skills/edge', 'shared/app.ts', 'shared/turn.ts', 'shared/dialogue/act.ts', ...LEAVES];
  if (file === 'skills/web/server.ts') return [...always, 'skills'];
  // The written documents are pure and only this skill serves them.
  if (own === 'skills/web') return [...always, 'shared/booking/documents'];
  if (own === 'skills/vendors') return [...always, 'shared/market'];
  const generates = ['skills/alexa/model.ts', 'skills/google/agent.ts'].includes(file);
  return generates ? [...always, 'locales', 'shared/places', 'shared/understanding'] : always;
}

describe('who may import whom', () => {
  test('time, money and errors import nothing', () => {
    expect(names(IMPORTS.filter(({ file }) => LEAVES.includes(file)))).toEqual([]);
  });

  test.each(Object.keys(MAY_IMPORT))('%s takes values only from what stands above it', (folder) => {
    const allowed = [folder, ...LEAVES, ...(MAY_IMPORT[folder] ?? [])];
    const wrong = IMPORTS.filter(({ file, to, typeOnly }) => under(file, folder) && isOurs(to) && !typeOnly && !under(to, ...allowed));
    expect(names(wrong)).toEqual([]);
  });

  test.each(Object.keys(MAY_IMPORT))('%s names types only of the core, of its own layer or above, and of the root type files', (folder) => {
    const allowed = [folder, ...LEAVES, ...TYPES, ...(MAY_IMPORT[folder] ?? []), ...(DOMAIN.includes(folder) ? [] : ['shared/dialogue'])];
    const wrong = IMPORTS.filter(({ file, to, typeOnly }) => under(file, folder) && isOurs(to) && typeOnly && !under(to, ...allowed));
    expect(names(wrong)).toEqual([]);
  });

  test('the core knows no adapter and no skill', () => {
    const wrong = IMPORTS.filter(
      ({ file, to }) =>
        under(file, ...CORE, 'shared/runner', 'shared/concierge.ts') && under(to, 'shared/adapters', 'shared/app.ts', 'skills'),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('adapters know the ports and types of the core, not its behaviour', () => {
    const wrong = IMPORTS.filter(
      ({ file, to, typeOnly }) =>
        under(file, 'shared/adapters') &&
        isOurs(to) &&
        !typeOnly &&
        !under(to, 'shared/adapters', ...LEAVES, ...TYPES, 'shared/market', 'shared/runner'),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('a skill takes values from the app and its own folder, never from another skill', () => {
    const wrong = IMPORTS.filter(
      ({ file, to, typeOnly }) =>
        under(file, 'skills') && isOurs(to) && !under(to, ...allowedIn(file)) && !(typeOnly && under(to, 'shared')) && !isWords(to),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('what skills share imports no skill and, of the core, only leaves', () => {
    const wrong = IMPORTS.filter(({ file, to }) => under(file, 'skills/edge') && isOurs(to) && !under(to, 'skills/edge', ...LEAVES));
    expect(names(wrong)).toEqual([]);
  });

  test('locales import nothing but locales', () => {
    expect(names(IMPORTS.filter(({ file, to }) => under(file, 'locales') && !under(to, 'locales')))).toEqual([]);
  });

  test('the pure folders run without a package', () => {
    const pure = [...DOMAIN, 'shared/dialogue', 'shared/understanding'];
    const wrong = IMPORTS.filter(({ file, to, typeOnly }) => under(file, ...pure) && !isOurs(to) && !isBuiltin(to) && !typeOnly);
    expect(names(wrong)).toEqual([]);
  });

  test('rendering needs i18next, and the core around it nothing', () => {
    const wrong = IMPORTS.filter(
      ({ file, to }) =>
        under(file, 'shared/rendering', 'shared/runner', 'shared/concierge.ts') &&
        !isOurs(to) &&
        !isBuiltin(to) &&
        !(to === 'i18next' && under(file, 'shared/rendering')),
    );
    expect(names(wrong)).toEqual([]);
  });

  test('only the Alexa skill imports ask-sdk, only the Google skill actions-on-google', () => {
    const wrong = IMPORTS.filter(
      ({ file, to }) =>
        (/^ask-/.test(to) && !under(file, 'skills/alexa')) || (/^actions-on-google/.test(to) && !under(file, 'skills/google')),
    );
    expect(names(wrong)).toEqual([]);
  });
});

describe('what the code keeps to', () => {
  const withoutComments = (file: string) => textOf(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const linesWith = (pattern: RegExp, files: readonly string[]) =>
    files.flatMap((file) =>
      withoutComments(file)
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );

  test('environment, clock and chance are read by adapters and the app alone', () => {
    const inside = CODE.filter((file) => !under(file, 'shared/adapters', 'shared/app.ts'));
    expect(linesWith(/process\.env|Date\.now\(|Math\.random\(|new Date\(\)|randomBytes|randomUUID|performance\.now/, inside)).toEqual([]);
  });

  test('no any, no non-null assertion, no check switched off', () => {
    expect(linesWith(/\bas any\b|: any\b|<any>|@ts-(ignore|expect-error|nocheck)|biome-ignore|\w!\.|\)!\./, CODE)).toEqual([]);
  });

  test('a cast stands only where foreign JSON enters', () => {
    const core = CODE.filter((file) => under(file, ...CORE, 'shared/runner', 'shared/concierge.ts', ...LEAVES, ...TYPES));
    const imports = /^\s*(import|export)\b|\bas const\b|\*\s+as\s|^\s*(type )?\w+ as \w+,?$/;
    expect(
      linesWith(/\bas\s+(?!const\b)[A-Z{[(\w]/, core).filter(
        (line) => !imports.test(line.slice(line.indexOf(': ') + 2)) && !/'[^']*\bas\b[^']*'/.test(line),
      ),
    ).toEqual([]);
  });

  test('no file is longer than 300 lines', () => {
    const long = ['shared', 'skills', 'locales', 'scripts', 'test']
      .flatMap(filesIn)
      .map((file) => [file, textOf(file).split('\n').length - 1] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });

  test('no class but ConciergeError', () => {
    expect(linesWith(/^\s*(export\s+)?(abstract\s+)?class\s/, CODE)).toEqual([
      'shared/errors.ts: export class ConciergeError extends Error {',
    ]);
  });
});
