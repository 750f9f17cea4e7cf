import type { Refusal } from '#host/contract.ts';
import { Heading } from '../parts/heading.tsx';
import { Failure } from '../parts/notice.tsx';
import { useTexts } from '../words.ts';
import { Gate } from './gate.tsx';

/** The vault cannot even be looked at. */
export const StartFailed = ({ refusal, again }: { readonly refusal: Refusal; readonly again: () => void }) => {
  const t = useTexts();
  // Nothing was open yet, so there is nothing to open again.
  const shown: Refusal = refusal.kind === 'host-ended' ? { kind: 'unexpected' } : refusal;
  return (
    <Gate>
      <Heading level={1}>{t.unlock.startFailed}</Heading>
      <Failure refusal={shown} again={again} />
    </Gate>
  );
};
