const within = 1200;

type Press = { key: string; timeStamp: number };

/** Tells for each key pressed whether it follows a `g` by at most 1.2 seconds; timeStamp in milliseconds. */
export function goKey(): (press: Press) => boolean {
  // Times count from the opening of the page: a start of 0 would take the first keys pressed on it for such followers.
  let at = Number.NEGATIVE_INFINITY;
  return ({ key, timeStamp }) => {
    const follows = timeStamp - at < within;
    at = key === "g" ? timeStamp : Number.NEGATIVE_INFINITY;
    return follows;
  };
}
