import { ConciergeError } from '../shared/errors.ts';

/** What `parse` reads from a command's arguments; an unknown or unfinished one gets the usage, and so does --help. */
export function argumentsOf<T>(parse: () => T, usage: string): T {
  try {
    return parse();
  } catch (error) {
    const [told = ''] = String(error)
      .replace(/^\w+(?: \[\w+\])?: /, '')
      .split('. ');
    throw new ConciergeError('config', /'(--help|-h)'/.test(told) ? usage : `${told}.\n${usage}`);
  }
}
