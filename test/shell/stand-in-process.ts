import { keyStoreOver } from '../../src/shell/key-store.ts';
import { HostStart } from '../../src/shell/messages.ts';
import { ownPort } from '../../src/shell/port.ts';
import { serveHost } from '../../src/shell/serve.ts';
import { standInHost } from './stand-in.ts';

/** The stand-in host in a process of its own, over the same port as the real one. */
const { folder } = HostStart.parse(JSON.parse(process.argv[2] ?? 'null'));
if (folder === 'dies-at-start') process.exit(1);
const { keyStore, port } = keyStoreOver(ownPort());
serveHost(port, standInHost(keyStore, folder));
