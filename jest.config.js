/** Node 24 runs TypeScript as it is: no transformer. */
export default {
  testEnvironment: 'node',
  // The machine of CI has two cores; jest would leave one idle.
  maxWorkers: '100%',
  // A busy machine is slow; nothing here is judged by time.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/support/sequencer.js',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.serverless', '<rootDir>/.build', '<rootDir>/.data'],
};
