/** Node 24 runs TypeScript as it is: no transformer. */
export default {
  testEnvironment: 'node',
  // One more than the cores: tests that wait for a server or a browser leave a core idle.
  maxWorkers: '150%',
  // A busy machine is slow; nothing here is judged by time.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/support/sequencer.js',
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.serverless', '<rootDir>/.build', '<rootDir>/.data'],
};
