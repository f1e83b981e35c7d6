import { type App, createApp } from '../../shared/app.ts';
import { at, isObject, textAt } from '../edge/json.ts';

let app: Promise<App> | undefined;

/** Items at a time, and when to leave the rest to the next minute. */
const LIMIT = 50;
const MARGIN_MS = 15_000;

interface Invocation {
  readonly getRemainingTimeInMillis?: () => number;
}

/** The dispatcher as a function: what the table's stream has just made due, or, every minute, whatever is. Rejects when the store is down, so that the stream delivers again. */
export const handler = async (event: unknown, context: Invocation): Promise<void> => {
  app ??= createApp({ background: false });
  const { dispatch, dispatchItems } = await app;
  const keys = keysOf(event);
  if (keys.length > 0) await dispatchItems(keys);
  const hasTime = () => (context.getRemainingTimeInMillis?.() ?? 0) > MARGIN_MS;
  let swept = await dispatch(LIMIT);
  while (swept.found > 0 && swept.expanded + swept.done > 0 && hasTime()) swept = await dispatch(LIMIT);
};

/** Keys of the records of a table's stream; none for the schedule's event. */
function keysOf(event: unknown): readonly { readonly pk: string; readonly sk: string }[] {
  const records = at(event, 'Records');
  if (!Array.isArray(records)) return [];
  return records.filter(isObject).flatMap((record) => {
    const pk = textAt(record, 'dynamodb', 'Keys', 'PK', 'S');
    const sk = textAt(record, 'dynamodb', 'Keys', 'SK', 'S');
    return pk === undefined || sk === undefined ? [] : [{ pk, sk }];
  });
}
