import { replayEach } from './support/replaying.ts';

const whole = (answers: readonly unknown[]): number => answers.length;

replayEach('chat', whole);
replayEach('google', whole);
