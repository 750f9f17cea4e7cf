import { useState } from 'react';
import type { Client, Refusal } from '#host/contract.ts';
import { Button } from '../parts/button.tsx';
import { Failure } from '../parts/notice.tsx';
import { useTexts } from '../words.ts';

/** Six words by chance, put in the field and shown: who copies them by hand remembers them better. */
export const Offer = ({
  client,
  take,
  show,
}: {
  readonly client: Client;
  readonly take: (words: string) => void;
  readonly show: () => void;
}) => {
  const t = useTexts();
  const [words, setWords] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const offer = async () => {
    const reply = await client('access.words', {});
    if (!reply.ok) return setRefusal(reply.error);
    setRefusal(null);
    setWords(reply.value);
    take(reply.value);
    show();
  };
  return (
    <div className="offer">
      <Button look="subtle" onClick={() => void offer()}>
        {t.security.offer}
      </Button>
      {refusal === null ? null : <Failure refusal={refusal} />}
      <div role="status">
        {words === null ? null : (
          <>
            <p>{t.security.offered}</p>
            <p className="offer-words">{words}</p>
          </>
        )}
      </div>
    </div>
  );
};
