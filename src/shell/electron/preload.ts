import { contextBridge, ipcRenderer } from 'electron';
import { channel } from './channel.ts';

contextBridge.exposeInMainWorld('baken', {
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke(channel, name, input),
});
