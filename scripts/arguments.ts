import { ConciergeError } from '../shared/errors.ts';

/** What `parse` reads from a command's arguments; an unknown or unfinished one gets the usage, and so does --help. */
export function argumentsOf<T>(parse: () => T, usage: string): T {
  try {
    return parse();
  } catch (error) {
    const isHelp = error instanceof Error && /'(--help|-h)'/.test(error.message);
    throw new ConciergeError('config', isHelp || !(error instanceof Error) ? usage : `${error.message.split('. ')[0]}.\n${usage}`);
  }
}
