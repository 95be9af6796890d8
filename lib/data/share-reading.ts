type Round<T> = { now: Date; answer: Promise<T> };

/**
 * One reading for all who ask for the same at the same time. Whoever comes while one is under way shares the next, which
 * begins after they asked: nobody misses what was written before, and a crowd costs two readings, not one each.
 */
export function shareReadings<T>(): (key: string, now: Date, read: (now: Date) => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  const waiting = new Map<string, Round<T>>();

  const begin = (key: string, now: Date, read: (now: Date) => Promise<T>): Promise<T> => {
    const answer = read(now).finally(() => running.get(key) === answer && running.delete(key));
    running.set(key, answer);
    return answer;
  };
  return (key, now, read) => {
    const next = waiting.get(key);
    if (next) {
      if (now > next.now) next.now = now;
      return next.answer;
    }
    const current = running.get(key);
    if (!current) return begin(key, now, read);
    const round: Round<T> = {
      now,
      answer: current
        .catch(() => undefined)
        .then(() => {
          waiting.delete(key);
          return begin(key, round.now, read);
        }),
    };
    waiting.set(key, round);
    return round.answer;
  };
}
