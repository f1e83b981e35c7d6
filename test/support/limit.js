import { addEventHandler } from 'jest-circus';

const LIMIT_MS = 30_000;
const { setTimeout, clearTimeout } = globalThis;

/** The runner of most tests (jest.config.js) knows no time limit: a test or hook that never ends would keep the whole run. */
function within(limit, fn) {
  return async () => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not over after ${limit} ms`)), limit);
    });
    try {
      return await Promise.race([fn(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

addEventHandler(({ name }, { currentDescribeBlock: { children, hooks } }) => {
  const made = name === 'add_test' ? children.at(-1) : name === 'add_hook' ? hooks.at(-1) : undefined;
  if (made?.fn) made.fn = within(made.timeout ?? LIMIT_MS, made.fn);
});
