import { useState } from 'react';
import type { AccessState, Client, Refusal } from '#host/contract.ts';
import { Restore } from '../backup/restore.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { useTexts } from '../words.ts';
import { Gate } from './gate.tsx';

/** The vault cannot even be looked at. When that is because it is damaged, a backup may take its place. */
export const StartFailed = ({
  client,
  refusal,
  again,
  onOpen,
  onRestored,
}: {
  readonly client: Client;
  readonly refusal: Refusal;
  readonly again: () => void;
  readonly onOpen: (state: AccessState) => void;
  /** Another vault stands here than before. */
  readonly onRestored: () => void;
}) => {
  const t = useTexts();
  const [restoring, setRestoring] = useState(false);
  // Nothing was open yet, so there is nothing to open again.
  const shown: Refusal = refusal.kind === 'host-ended' ? { kind: 'unexpected' } : refusal;
  if (restoring)
    return <Restore client={client} onOpen={onOpen} onRestored={onRestored} back={() => setRestoring(false)} />;
  return (
    <Gate>
      <Heading level={1}>{t.unlock.startFailed}</Heading>
      <Failure refusal={shown} again={again} />
      {refusal.kind === 'damaged' ? (
        <div className="form-actions">
          <Button look="subtle" onClick={() => setRestoring(true)}>
            {t.backup.restore}
          </Button>
        </div>
      ) : null}
    </Gate>
  );
};
