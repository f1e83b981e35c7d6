/** Stable codes; messages are for people, nothing compares their text. */
export type ErrorCode =
  | 'bad-input'
  | 'config'
  | 'conflict'
  | 'not-found'
  | 'place-data'
  | 'refused'
  | 'store-down'
  | 'timeout'
  | 'vendor-failed'
  | 'bug';

/** A failure of the outside or of us. Business refusals are values, never this. */
export class ConciergeError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ConciergeError';
    this.code = code;
  }
}

/** What a log may say of a failure: never its message, which can hold what a traveller said. */
export interface Fault {
  readonly code: ErrorCode;
  /** Of a bug: the error's name. */
  readonly error?: string;
  /** Of a bug: "dialogue.turn.ts:42:7", the first place in a file, with its folder. */
  readonly where?: string;
}

/** The code of a failure; of a bug also which and where. */
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
    // A test runner loads a file anew by a query in its address.
    .map((line) => /^ +at .*?((?:\/[^/\s()]+){1,2}:\d+:\d+)\)?$/.exec(line.replace(/\?\d+(?=:)/, ''))?.[1])
    .find((place) => place !== undefined);
  return frame?.slice(1).replace('/', '.');
}
