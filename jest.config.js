/** Node 24 runs TypeScript as it is: no transformer. */
const COMMON = {
  testEnvironment: 'node',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.serverless', '<rootDir>/.build', '<rootDir>/.data'],
};

/** What is read once when a function starts (its environment), or the clock of the process, is each file's own here. */
const ALONE = ['/test/crash/interleavings[.]test[.]ts$', '/test/skills/.*lambda[.]test[.]ts$'];

export default {
  // The machine of CI has two cores; jest would leave one idle.
  maxWorkers: '100%',
  // A busy machine is slow; nothing here is judged by time.
  testTimeout: 30_000,
  globalSetup: '<rootDir>/test/support/scratch-open.js',
  globalTeardown: '<rootDir>/test/support/scratch-close.js',
  testSequencer: '<rootDir>/test/support/sequencer.js',
  projects: [
    {
      ...COMMON,
      displayName: 'together',
      // Plain Node, the core loaded once a worker: in a world of its own each file cost a third of a second, and its code ran at half the speed.
      runner: 'jest-light-runner',
      setupFilesAfterEnv: ['<rootDir>/test/support/limit.js'],
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ALONE,
    },
    { ...COMMON, displayName: 'alone', testRegex: ALONE },
  ],
};
