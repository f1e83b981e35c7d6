import type * as globals from '@jest/globals';

/** What jest gives every test file. */
declare global {
  const afterAll: typeof globals.afterAll;
  const afterEach: typeof globals.afterEach;
  const beforeAll: typeof globals.beforeAll;
  const beforeEach: typeof globals.beforeEach;
  const describe: typeof globals.describe;
  const expect: typeof globals.expect;
  /** Of it what the runner of most tests has (jest.config.js). */
  const jest: Pick<typeof globals.jest, 'spyOn'>;
  const test: typeof globals.test;
}
