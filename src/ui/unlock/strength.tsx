import { useEffect, useState } from 'react';
import type { Client, Output } from '#host/contract.ts';
import { useTexts } from '../words.ts';
import { asBytes } from './passphrase.tsx';

/** Typing goes on for so long before it is judged. */
const PATIENCE_MS = 250;

/** Says while typing whether a passphrase is hard to guess, and what would make it so. Judged on this computer. */
export const Strength = ({
  client,
  passphrase,
  name,
}: {
  readonly client: Client;
  readonly passphrase: string;
  readonly name: string;
}) => {
  const t = useTexts();
  const [judged, setJudged] = useState<Output<'access.judge'> | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      if (passphrase === '') return setJudged(null);
      const reply = await client('access.judge', { passphrase: asBytes(passphrase), name: name.slice(0, 80) });
      if (current) setJudged(reply.ok ? reply.value : null);
    }, PATIENCE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, passphrase, name]);
  return (
    <div className="strength" role="status">
      {judged === null ? null : (
        <>
          <p className={judged.enough ? 'strength-good' : 'strength-weak'}>
            {judged.enough ? t.security.strong : t.security.weak}
          </p>
          {judged.enough ? null : (
            <ul className="bullets">
              {judged.weaknesses.map((weakness) => (
                <li key={weakness}>{t.security.weaknesses[weakness]}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
};
