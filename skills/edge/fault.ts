import { ConciergeError, type ErrorCode } from '../../shared/errors.ts';

/** What a log may say of a failure: never its message, which can hold what a traveller said. */
export interface Fault {
  readonly code: ErrorCode;
  /** Of a bug: the error's name. */
  readonly error?: string;
  /** Of a bug: "dialogue.turn.ts:42:7", the first place in a file, with its folder. */
  readonly where?: string;
}

export function faultOf(error: unknown): Fault {
  if (error instanceof ConciergeError && error.code !== 'bug') return { code: error.code };
  if (!(error instanceof Error)) return { code: 'bug', error: typeof error };
  const where = whereOf(error);
  return { code: 'bug', error: error.name, ...(where !== undefined && { where }) };
}

/** The message stands before the frames and may look like one: it is cut off first. */
function whereOf({ stack = '', message }: Error): string | undefined {
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  const frame = frames
    .filter((line) => !line.includes('node:'))
    .map((line) => /^ +at .*?((?:\/[^/\s()]+){1,2}:\d+:\d+)\)?$/.exec(line)?.[1])
    .find((place) => place !== undefined);
  return frame?.slice(1).replace('/', '.');
}
