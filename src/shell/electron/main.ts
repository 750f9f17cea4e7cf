import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, ipcMain, powerMonitor, protocol, safeStorage } from 'electron';
import { toStandardError, traceOf } from '#host/dispatch.ts';
import { withKeyStore } from '../key-store.ts';
import { usualLockMinutes } from '../messages.ts';
import { readPages } from '../pages.ts';
import { type Computer, contentFolder, dataFolder, documentsFolders, windowFolder } from '../places.ts';
import { superviseHost } from '../supervisor.ts';
import { accountKeyStore } from './account.ts';
import { answerCalls } from './channel.ts';
import { setMenu } from './menu.ts';
import { lockWhenLeft } from './power.ts';
import { utilityHost } from './utility.ts';
import { openWindow, ownOrigin, ownSession, scheme } from './window.ts';

/** Life of the application: one instance, one window, one host process; opens nothing before it knows it is alone. */

const computer: Computer = { platform: process.platform, home: homedir(), env: process.env };
const root = app.getAppPath();
const given = app.commandLine.getSwitchValue('user-data-dir');
const preload = join(root, 'dist', 'electron', 'preload.cjs');
const folder = given === '' || process.env.BAKEN_DATA ? dataFolder(computer) : join(resolve(given), 'Baken');

app.setPath('userData', given === '' ? windowFolder(computer) : resolve(given));
app.enableSandbox();
app.commandLine.appendSwitch('disable-quic');
app.commandLine.appendSwitch('disable-background-networking');
protocol.registerSchemesAsPrivileged([scheme]);

const run = async (): Promise<void> => {
  await app.whenReady();
  const keyStore = accountKeyStore(safeStorage, process.platform);
  const supervisor = superviseHost(() =>
    withKeyStore(
      utilityHost(join(root, 'dist', 'host-process.js'), {
        root,
        folder,
        documentsFolders: [...documentsFolders(computer)],
        contentFolder: contentFolder(computer),
        lockMinutes: usualLockMinutes,
      }),
      keyStore,
    ),
  );
  answerCalls(ipcMain, supervisor.call, ownOrigin);
  setMenu(() => void supervisor.lock());
  lockWhenLeft(powerMonitor, () => void supervisor.lock());

  const window: BrowserWindow = openWindow(ownSession(readPages(join(root, 'dist', 'ui'))), preload);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void supervisor.close().then(() => {
      closed = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  await window.loadURL(`${ownOrigin}/`);
};

if (app.requestSingleInstanceLock()) {
  run().catch((error: unknown) => {
    toStandardError(`could not start: ${traceOf(error)}`);
    app.exit(1);
  });
} else {
  app.exit(0);
}
