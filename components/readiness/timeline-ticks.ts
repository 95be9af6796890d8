const minute = 60_000;
const steps = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200].map((minutes) => minutes * minute);
const most = 8;

/** Round moments between two, at most eight. */
export function ticksBetween(from: number, to: number): number[] {
  const step = steps.find((size) => (to - from) / size <= most) ?? Math.ceil((to - from) / most);
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, n) => first + n * step);
}
