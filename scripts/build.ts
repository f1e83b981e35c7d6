import { cpSync, existsSync, globSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Metafile, stop } from 'esbuild';
import { readTerms } from '../shared/adapters/terms-file.ts';
import { vendorRegistry } from '../shared/adapters/vendor-file.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** One folder per function: index.cjs and the data files that it reads. */
export const BUILD = join(root, '.build');

/** Most a bundle may weigh, minified, in kB: what is imported is the cold start. */
export const BUDGET_KB: Readonly<Record<string, number>> = { alexa: 1595, google: 1530, web: 1550, vendors: 1545, worker: 1460 };

/** Data read from beside the bundle, because most turns of a cold start need none of it: who reads it, which files, and where they then lie. */
const DATA = [
  { readBy: 'shared/places/gazetteer.ts', files: 'shared/places/data/*.{json,txt}', from: 'shared/places/data', to: 'places' },
  { readBy: 'skills/web/static.ts', files: 'skills/web/pages/*', from: 'skills/web/pages', to: 'pages' },
  { readBy: 'skills/web/static.ts', files: 'locales/*/{page,documents}.json', from: 'locales', to: 'locales' },
] as const;

/** Packages loaded only with the first vendor asked or the first letter sent: kept out of the file that every cold start parses. */
const LATE = ['undici', 'nodemailer'];

const COMMON: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // import() becomes require(): only that finds the runtime's own packages, by NODE_PATH.
  supported: { 'dynamic-import': false },
  legalComments: 'none',
  logLevel: 'warning',
};

/** Every skill that can run as a function has a lambda.ts. */
export function functionNames(): readonly string[] {
  return readdirSync(join(root, 'skills')).filter((name) => existsSync(join(root, 'skills', name, 'lambda.ts')));
}

/** Bundles each function apart, with what lies beside it, and returns their sizes in bytes, code alone. */
export async function buildAll(): Promise<Readonly<Record<string, number>>> {
  rmSync(BUILD, { recursive: true, force: true });
  const sizes: Record<string, number> = {};
  for (const name of functionNames()) {
    const to = join(BUILD, name);
    await lay(await bundle(name, to), to);
    sizes[name] = statSync(join(to, 'index.cjs')).size;
  }
  // Its service would keep the process that builds alive.
  await stop();
  return sizes;
}

async function bundle(name: string, to: string): Promise<Metafile> {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: [`skills/${name}/lambda.ts`],
    outfile: join(to, 'index.cjs'),
    // The runtime has AWS's own SDK.
    external: ['@aws-sdk/*', ...LATE],
    // What actions-on-google and body-parser load of these is never called.
    alias: { 'google-auth-library': join(root, 'stubs/google-auth-library.cjs'), 'iconv-lite': join(root, 'stubs/iconv-lite.cjs') },
    // Tells those who read files where they are that they are bundled.
    define: { 'import.meta.dirname': 'undefined' },
    metafile: true,
  });
  return metafile;
}

/** Puts beside the bundle what it reads or loads later. */
async function lay({ inputs, outputs }: Metafile, to: string): Promise<void> {
  for (const data of DATA.filter(({ readBy }) => readBy in inputs)) {
    for (const file of globSync(data.files, { cwd: root })) cpSync(join(root, file), join(to, data.to, relative(data.from, file)));
  }
  const loaded = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  for (const name of LATE.filter((late) => loaded.includes(late))) {
    await build({ ...COMMON, entryPoints: [name], outfile: join(to, 'node_modules', name, 'index.js') });
  }
  // The operator's vendors, their endpoints and secrets, travel inside the package.
  const vendors = process.env['VENDORS_FILE'];
  await vendorRegistry(vendors, () => [])();
  writeFileSync(join(to, 'vendors.json'), vendors ? readFileSync(vendors) : '[]');
  // What vendors agree to: the operator's own, or the default.
  const terms = process.env['TERMS_FILE'] || join(root, 'shared/market/terms.json');
  await readTerms(terms);
  writeFileSync(join(to, 'terms.json'), readFileSync(terms));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, bytes] of Object.entries(await buildAll())) console.log(`${name.padEnd(10)} ${Math.round(bytes / 1000)} kB`);
}
