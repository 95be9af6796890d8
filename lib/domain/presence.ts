/** How long somebody counts as here after their last sign of life; clients speak up at half of it. */
export const presenceSeconds = 30;
