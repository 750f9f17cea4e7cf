import { type ReactNode, useEffect, useState } from 'react';
import type { Read } from '../session.tsx';
import { useTexts } from '../words.ts';
import { Failure } from './notice.tsx';

/** Waiting shorter than this is not shown: a flash disturbs more than it tells. */
const PATIENCE_MS = 200;

export const Waiting = () => {
  const t = useTexts();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting" role="status">
      {long ? t.common.loading : ''}
    </p>
  );
};

/** Draws what was read, or why it could not be read. */
export const Loaded = <T,>({
  read,
  children,
}: {
  readonly read: Read<T>;
  readonly children: (value: T) => ReactNode;
}) => {
  if (read.kind === 'loading') return <Waiting />;
  if (read.kind === 'failed')
    return (
      <div className="page">
        <Failure refusal={read.refusal} again={read.again} />
      </div>
    );
  return children(read.value);
};
