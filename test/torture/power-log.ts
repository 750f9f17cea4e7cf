import { type FileHandle, open } from 'node:fs/promises';

/** What a process asked of the file system, in the order in which it was done, from the log of `strace -f -xx`. */
export type Op =
  | {
      readonly kind: 'open';
      readonly path: string;
      readonly file: number;
      readonly empty: boolean;
      readonly made: boolean;
    }
  | { readonly kind: 'write'; readonly file: number; readonly at: number | 'end'; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: number; readonly length: number }
  | { readonly kind: 'sync'; readonly file: number }
  | { readonly kind: 'sync-folder'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  /** What the process printed. */
  | { readonly kind: 'said'; readonly text: string };

export const traced =
  'openat,open,creat,write,pwrite64,writev,pwritev,fsync,fdatasync,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,ftruncate,truncate,link,linkat,close,dup,dup2,dup3,mmap';

const textOf = (quoted: string): Buffer =>
  Buffer.from([...quoted.matchAll(/\\x([0-9a-f]{2})/g)].map(([, byte = '']) => byte).join(''), 'hex');

/** What an argument list holds: strings as bytes, everything else as text. */
const argumentsOf = (text: string): readonly (string | Buffer)[] =>
  [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?|([^,\s"][^,"]*)/g)].map(([, quoted, cut, plain]) => {
    if (cut !== undefined) throw new Error('The log cut a string short');
    return quoted === undefined ? (plain ?? '').trim() : textOf(quoted);
  });

type Opened = { readonly path: string; readonly file: number; position: number; readonly append: boolean };

/** @param under - only what lies in this folder counts */
export const readLog = async (log: string, under: string): Promise<readonly Op[]> => {
  const ops: Op[] = [];
  const open_ = new Map<string, Opened>();
  const files = new Map<string, number>();
  const begun = new Map<string, string>();
  let next = 1;
  const inside = (path: string): boolean => path === under || path.startsWith(`${under}/`);
  const handle: FileHandle = await open(log, 'r');
  for await (const line of handle.readLines()) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(thread, rest.slice(0, -'<unfinished ...>'.length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const whole = resumed === null ? rest : `${begun.get(thread) ?? ''}${resumed[1] ?? ''}`;
    const [, call = '', given = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+|0x[0-9a-f]+)/.exec(whole) ?? [];
    if (call === '' || result.startsWith('-')) continue;
    const all = argumentsOf(given);
    const path = (at: number): string => String(all[at] ?? '');
    switch (call) {
      case 'openat': {
        const at = path(1);
        const flags = path(2);
        if (!inside(at)) {
          open_.delete(result);
          break;
        }
        let file = files.get(at);
        if (file === undefined) {
          file = next;
          next += 1;
          files.set(at, file);
        }
        ops.push({ kind: 'open', path: at, file, empty: flags.includes('O_TRUNC'), made: flags.includes('O_CREAT') });
        open_.set(result, { path: at, file, position: 0, append: flags.includes('O_APPEND') });
        break;
      }
      case 'close':
        open_.delete(path(0));
        break;
      case 'write':
      case 'pwrite64': {
        const bytes = all[1];
        if (!Buffer.isBuffer(bytes)) break;
        if (call === 'write' && path(0) === '1') ops.push({ kind: 'said', text: bytes.toString('utf8') });
        const to = open_.get(path(0));
        if (to === undefined) break;
        const done = bytes.subarray(0, Number(result));
        const at = call === 'pwrite64' ? Number(path(3)) : to.append ? 'end' : to.position;
        if (call === 'write') to.position += done.length;
        ops.push({ kind: 'write', file: to.file, at, bytes: done });
        break;
      }
      case 'fsync':
      case 'fdatasync': {
        const to = open_.get(path(0));
        if (to !== undefined) ops.push({ kind: 'sync', file: to.file }, { kind: 'sync-folder', path: to.path });
        break;
      }
      case 'ftruncate': {
        const to = open_.get(path(0));
        if (to !== undefined) ops.push({ kind: 'truncate', file: to.file, length: Number(path(1)) });
        break;
      }
      case 'rename': {
        const [from, to] = [path(0), path(1)];
        if (!inside(from) && !inside(to)) break;
        ops.push({ kind: 'rename', from, to });
        const file = files.get(from);
        if (file !== undefined) files.set(to, file);
        files.delete(from);
        break;
      }
      case 'unlink':
        if (!inside(path(0))) break;
        ops.push({ kind: 'remove', path: path(0) });
        files.delete(path(0));
        break;
      case 'mmap':
        if (given.includes('PROT_WRITE') && given.includes('MAP_SHARED') && open_.has(path(4)))
          throw new Error('A file of the vault is written through memory, which this log does not show');
        break;
      case 'mkdir':
      case 'mkdirat':
        break;
      default:
        if (all.some((one) => inside(String(one)))) throw new Error(`The log has ${call}, which is not followed here`);
    }
  }
  return ops;
};
