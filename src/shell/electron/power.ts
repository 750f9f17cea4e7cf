import type { PowerMonitor } from 'electron';

/** What the system tells, as far as it closes the vault. */
type Used = Pick<PowerMonitor, 'on'>;

/** Somebody left: the computer sleeps or goes off, its session is locked, or another user takes over (macOS). */
export const lockWhenLeft = (monitor: Used, lock: () => void): void => {
  monitor.on('suspend', lock);
  monitor.on('lock-screen', lock);
  monitor.on('user-did-resign-active', lock);
};
