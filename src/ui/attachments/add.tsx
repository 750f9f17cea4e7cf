import { useEffect, useRef, useState } from 'react';
import type { Refusal } from '#host/contract.ts';
import { useFirstWrong } from '../parts/arrive.ts';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choice.tsx';
import { TextField } from '../parts/field.tsx';
import { Heading } from '../parts/heading.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { Paragraph } from '../parts/paragraph.tsx';
import { newIntent, useDraft, useSession } from '../session.tsx';
import { useTexts } from '../words.ts';
import { type Attachment, finish, type List, type Sent, send } from './sending.ts';
import { sizeInWords } from './size.ts';

type Origin = Attachment['origin'];
type Typed = { readonly origin: Origin | null; readonly from: string; readonly on: string };
const nothing: Typed = { origin: null, from: '', on: '' };
const isOrigin = (value: string, known: object): value is Origin => Object.hasOwn(known, value);

/** Chooses a file, by button or by dropping it anywhere on the page, asks where it came from, and seals it. */
export const AddAttachment = ({
  dossier,
  list,
  put,
}: {
  readonly dossier: string;
  readonly list: List;
  readonly put: (list: List) => void;
}) => {
  const t = useTexts();
  const { ask } = useSession();
  const [file, setFile] = useState<File | null>(null);
  const [fileWrong, setFileWrong] = useState<string | null>(null);
  const [typed, setTyped, drop] = useDraft(`attachment ${dossier}`, nothing);
  const { origin, from, on } = typed;
  const [tries, setTries] = useState(0);
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [said, setSaid] = useState('');
  const intent = useRef(newIntent());
  const stopped = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLButtonElement>(null);
  useFirstWrong(form, tries);
  const keepsData = refusal?.kind === 'attachment-keeps-data';

  const choose = (files: FileList | null | undefined) => {
    const [chosen, second] = files ?? [];
    if (chosen === undefined || share !== null) return;
    if (keepsData) void ask('attachment.cancel', { intent: intent.current });
    intent.current = newIntent();
    setRefusal(null);
    setSaid('');
    const wrong =
      second !== undefined
        ? t.attachments.errors.several
        : chosen.size > list.largest
          ? t.attachments.errors.tooLarge(sizeInWords(list.largest))
          : chosen.size === 0
            ? t.attachments.errors.empty
            : null;
    setFileWrong(wrong);
    setFile(wrong === null ? chosen : null);
  };
  const onDrop = useRef(choose);
  onDrop.current = choose;
  useEffect(() => {
    // A file dropped beside the mark would otherwise take the place of the page.
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      onDrop.current(event.dataTransfer?.files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
      stopped.current = true;
    };
  }, []);

  const fromWrong = from.trim() === '' ? t.attachments.errors.from : null;
  const onWrong = on > list.today ? t.attachments.errors.future : null;
  const about = { from: from.trim(), on: on === '' ? null : on };

  const settle = (sent: Sent) => {
    setShare(null);
    if (sent.kind === 'refused') return setRefusal(sent.refusal);
    if (sent.kind === 'stopped') return setSaid(t.attachments.stopped);
    if (sent.kind === 'unreadable') {
      setFile(null);
      return setFileWrong(t.attachments.errors.unreadable);
    }
    const name = sent.list.attachments.find(({ attachment }) => attachment === intent.current)?.name ?? '';
    setSaid(t.attachments.added(name));
    setFile(null);
    setTyped(nothing);
    drop();
    setTries(0);
    intent.current = newIntent();
    put(sent.list);
    chooser.current?.focus();
  };

  const save = async (asIs: boolean) => {
    setTries(tries + 1);
    setSaid('');
    if (file === null) {
      setFileWrong((had) => had ?? t.attachments.errors.file);
      return chooser.current?.focus();
    }
    if (origin === null || fromWrong !== null || onWrong !== null) return;
    setRefusal(null);
    setShare(asIs ? 1 : 0);
    stopped.current = false;
    const { piece } = list;
    const given = { ask, dossier, intent: intent.current, about: { ...about, origin } };
    settle(
      asIs
        ? await finish(ask, dossier, intent.current, given.about, true)
        : await send({ ...given, file, piece, onProgress: setShare, isStopped: () => stopped.current }),
    );
  };

  return (
    <form
      ref={form}
      className="card stack attachment-add"
      noValidate
      aria-labelledby="attachment-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (share === null) void save(false);
      }}
    >
      <Heading level={2} look={3} id="attachment-add">
        {t.attachments.addTitle}
      </Heading>
      <div className={fileWrong === null ? 'field' : 'field field-wrong'}>
        {fileWrong === null ? null : (
          <p id="attachment-file-error" className="field-error" role="alert">
            {fileWrong}
          </p>
        )}
        <div className="attachment-drop">
          <input
            ref={input}
            type="file"
            hidden
            onChange={(event) => {
              choose(event.target.files);
              event.target.value = '';
            }}
          />
          <Button ref={chooser} onClick={() => (share === null ? input.current?.click() : undefined)}>
            {file === null ? t.attachments.choose : t.attachments.chooseOther}
          </Button>
          {file === null ? (
            <p>{t.attachments.drop}</p>
          ) : (
            <p className="attachment-chosen">
              <span className="unseen">{t.attachments.chosenNow}: </span>
              {t.attachments.chosen(file.name, sizeInWords(file.size))}
            </p>
          )}
        </div>
        <Paragraph tone="soft">{t.attachments.limits(sizeInWords(list.largest))}</Paragraph>
      </div>
      <Radios
        legend={t.attachments.origin}
        choices={Object.entries(t.attachments.origins).map(([code, label]) => ({ code, label }))}
        value={origin}
        onChange={(code) => {
          if (isOrigin(code, t.attachments.origins)) setTyped({ ...typed, origin: code });
        }}
        error={tries > 0 && origin === null ? t.attachments.errors.origin : null}
      />
      <TextField
        label={t.attachments.from}
        help={t.attachments.fromHelp}
        value={from}
        onChange={(value) => setTyped({ ...typed, from: value.slice(0, 200) })}
        error={tries > 0 ? fromWrong : null}
      />
      <TextField
        type="date"
        narrow
        optional
        label={t.attachments.on}
        help={t.attachments.onHelp}
        value={on}
        onChange={(day) => setTyped({ ...typed, on: day })}
        error={tries > 0 ? onWrong : null}
      />
      <p className="row-meta">{t.attachments.original}</p>
      {refusal === null || keepsData ? null : <Failure refusal={refusal} />}
      {keepsData ? (
        <Notice tone="warn" title={t.failures['attachment-keeps-data'].title} live>
          <p>{t.failures['attachment-keeps-data'].todo}</p>
          <p className="notice-action">
            <Button busy={share !== null} onClick={() => (share === null ? void save(true) : undefined)}>
              {t.attachments.keepAsIs}
            </Button>
          </p>
        </Notice>
      ) : null}
      {share === null ? (
        keepsData ? null : (
          <div className="form-actions">
            <Button type="submit" look="primary">
              {t.attachments.add}
            </Button>
          </div>
        )
      ) : (
        <div className="attachment-progress">
          <progress max={100} value={Math.floor(share * 100)} aria-label={t.attachments.progressLabel} />
          <p>{share === 1 ? t.attachments.sealing : t.attachments.progress(Math.floor(share * 100))}</p>
          {share === 1 ? null : (
            <Button
              onClick={() => {
                stopped.current = true;
              }}
            >
              {t.attachments.stop}
            </Button>
          )}
        </div>
      )}
      <p role="status" className="attachment-said">
        {said}
      </p>
    </form>
  );
};
