import type { Door } from '#host/dispatch.ts';

/** The one channel between window and shell. It knows no operation; it only knows who may speak. */
export const channel = 'call';

/** The part of a frame that is looked at: its address, and that it is the window itself and not something framed in it. */
export type SenderFrame = { readonly url: string; readonly parent: unknown };
type CallEvent = { readonly senderFrame: SenderFrame | null };
export type Receiver = {
  readonly handle: (
    channel: string,
    answer: (event: CallEvent, name: unknown, input: unknown) => Promise<unknown>,
  ) => void;
};

/** Answers calls from our own page; any other frame gets an exception, not an answer. */
export const answerCalls = (receiver: Receiver, door: Door, ownOrigin: string): void => {
  receiver.handle(channel, async ({ senderFrame }, name, input) => {
    if (senderFrame === null || senderFrame.parent !== null || !senderFrame.url.startsWith(`${ownOrigin}/`)) {
      throw new Error('A call from a frame that is not the window');
    }
    return door(name, input);
  });
};
