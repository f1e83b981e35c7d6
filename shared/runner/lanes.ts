/** All of the list, so many at a time, in its order. */
export async function atMost<T, R>(limit: number, list: readonly T[], work: (each: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < list.length; i = next++) {
      const each = list[i];
      if (each !== undefined) results[i] = await work(each);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, list.length) }, lane));
  return results;
}
