import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** One folder per function: index.cjs and the data files that it reads. */
export const BUILD = join(root, '.build');

/** Who reads the place data, and what it reads: files beside the bundle, because most turns of a cold start need none. */
const GAZETTEER = 'shared/places/gazetteer.ts';
const PLACE_FILES = ['core.json', 'towns.txt'];

/** Every skill that can run as a function has a lambda.ts. */
export function functionNames(): readonly string[] {
  return readdirSync(join(root, 'skills')).filter((name) => existsSync(join(root, 'skills', name, 'lambda.ts')));
}

/** Bundles each function apart (what is imported is the cold start) and returns their sizes in bytes, code alone. */
export async function buildAll(to = BUILD): Promise<Readonly<Record<string, number>>> {
  rmSync(to, { recursive: true, force: true });
  const sizes: Record<string, number> = {};
  for (const name of functionNames()) {
    await bundle(name, join(to, name));
    sizes[name] = statSync(join(to, name, 'index.cjs')).size;
  }
  return sizes;
}

async function bundle(name: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  const { metafile } = await build({
    entryPoints: [join(root, 'skills', name, 'lambda.ts')],
    outfile: join(to, 'index.cjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    legalComments: 'none',
    // The runtime has AWS's own SDK; the two Google libraries serve only parts of actions-on-google that are never called.
    external: ['@aws-sdk/*'],
    alias: { 'google-auth-library': join(root, 'stubs/google-auth-library.cjs'), 'iconv-lite': join(root, 'stubs/iconv-lite.cjs') },
    define: { 'import.meta.url': 'bundleUrl' },
    metafile: true,
    banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
    plugins: [besideTheBundle(to)],
    logLevel: 'warning',
  });
  if (GAZETTEER in metafile.inputs)
    for (const file of PLACE_FILES) cpSync(join(root, 'shared/places/data', file), join(to, 'places', file));
}

/** `new URL('./data/x', import.meta.url)` goes on working: what it names is copied under the bundle at its path in the project. */
function besideTheBundle(to: string): Plugin {
  return {
    name: 'beside-the-bundle',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](shared|skills|locales)[\\/].*\.ts$/ }, ({ path }) => ({
        loader: 'ts',
        contents: readFileSync(path, 'utf8').replace(/new URL\('(\.[^']*)', import\.meta\.url\)/g, (_, file: string) => {
          const source = join(dirname(path), file);
          const place = relative(root, source);
          cpSync(source, join(to, place), { recursive: true });
          return `new URL('./${place}', import.meta.url)`;
        }),
      }));
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, bytes] of Object.entries(await buildAll())) console.log(`${name.padEnd(10)} ${Math.round(bytes / 1000)} kB`);
}
