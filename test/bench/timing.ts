/** The value below which this part of the samples lies, by nearest rank. */
export const percentile = (samples: readonly number[], part: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured');
  return value;
};

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/**
 * Milliseconds that a piece of work took, those of them that this process was at work in, and what it gave. On a busy machine
 * the second says what the first would be on a quiet one; with work on several threads it can be the larger.
 */
export const timed = async <T>(
  work: () => Promise<T>,
): Promise<{ readonly ms: number; readonly cpu: number; readonly gave: T }> => {
  const before = process.cpuUsage();
  const begun = performance.now();
  const gave = await work();
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000, gave };
};

export const spread = (samples: readonly number[]): string =>
  `median ${median(samples).toFixed(2)}, p95 ${percentile(samples, 0.95).toFixed(2)}, of ${samples.length}`;
