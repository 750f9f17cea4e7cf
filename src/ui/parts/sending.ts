import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useFirstWrong } from './arrive.ts';

/** A small form that opens where it belongs, takes the focus, and is sent as a whole: what it shares with others of its kind. */

type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

export type Sending = {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** It was sent at least once: what is wrong is said beside its field. */
  readonly tried: boolean;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** Sends when nothing is wrong; otherwise the focus goes to the first field that is. */
  readonly send: <T>(wrong: boolean, write: () => Promise<Reply<T>>, done: (value: T) => void) => Promise<void>;
};

export const useSending = (): Sending => {
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useFirstWrong(form, tries);

  return {
    form,
    heading,
    tried: tries > 0,
    busy,
    refusal,
    send: async (wrong, write, done) => {
      setTries((n) => n + 1);
      if (wrong || busy) return;
      setBusy(true);
      setRefusal(null);
      const reply = await write();
      setBusy(false);
      if (reply.ok) done(reply.value);
      else setRefusal(reply.error);
    },
  };
};
