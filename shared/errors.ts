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
