import type { AuditLineView } from '#host/contract.ts';
import { dayAndTime } from '../moment.ts';
import { Disclosure } from '../parts/disclosure.tsx';
import { useTexts } from '../words.ts';

/** One event per line: what, by whom, when; the rest opens. */
export const Lines = ({ lines }: { readonly lines: readonly AuditLineView[] }) => (
  <ul className="lines">
    {lines.map((line) => (
      <li key={line.id} className="line">
        <Line line={line} />
      </li>
    ))}
  </ul>
);

const Line = ({ line }: { readonly line: AuditLineView }) => {
  const t = useTexts();
  const done = t.audit.actions[line.action] ?? `${t.audit.groups[line.group]} (${line.action})`;
  const who = line.own ? t.audit.own : t.audit.other(line.person ?? '');
  const where = line.ownDevice ? t.audit.thisDevice : t.audit.otherDevice(line.device.slice(0, 8));
  const dossier = line.dossier === null ? null : (line.label ?? t.audit.unknownDossier);
  const result = line.result === 'refused' || line.result === 'failed' ? t.audit.results[line.result] : null;
  const meta = [
    result,
    dossier,
    line.dossiers > 1 ? t.audit.dossiers(line.dossiers) : null,
    line.entries > 0 ? t.audit.entries(line.entries) : null,
    line.damage.length > 0 ? t.audit.foundDamage(line.damage.length) : null,
  ];
  const facts: readonly (readonly [string, string | null])[] = [
    [t.audit.fields.action, line.action],
    [t.audit.fields.person, line.person],
    [t.audit.fields.role, line.role === null ? null : (t.audit.roles[line.role] ?? line.role)],
    [t.audit.fields.device, line.device],
    [t.audit.fields.dossier, line.dossier],
    [t.audit.fields.object, line.object],
    [t.audit.fields.purpose, line.purpose === null ? null : (t.audit.purposes[line.purpose] ?? line.purpose)],
    [t.audit.fields.authority, line.authority],
    [t.audit.fields.source, line.source === null ? null : (t.audit.sources[line.source] ?? line.source)],
    [t.audit.fields.line, line.id],
  ];
  return (
    <div className="line-main">
      <p className="line-title">{done}</p>
      <p className="row-meta">{`${dayAndTime(line.at)} · ${who} ${where}`}</p>
      {meta.some(Boolean) ? <p className="row-meta">{meta.filter(Boolean).join(' · ')}</p> : null}
      <Disclosure summary={t.audit.more}>
        <dl className="facts">
          {facts.map(([name, value]) =>
            value === null ? null : (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="path">{value}</dd>
              </div>
            ),
          )}
        </dl>
      </Disclosure>
    </div>
  );
};
