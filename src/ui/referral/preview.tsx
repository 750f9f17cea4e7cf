import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Document, Page, pdfjs } from 'react-pdf';
import { Button } from '../parts/button.tsx';
import { Disclosure } from '../parts/disclosure.tsx';
import { Heading } from '../parts/heading.tsx';
import { Waiting } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { useTexts } from '../words.ts';

// The worker is a file of this program, next to the page: nothing is fetched from elsewhere and no policy is loosened.
pdfjs.GlobalWorkerOptions.workerSrc = worker;

/** Most width of a page on the screen, in pixels; less where there is less room. */
const WIDTH = 680;

/** A PDF page by page: the letter as it will be, or an attachment. It is handed over as bytes, so that it never has an address. */
export const Preview = ({
  pdf,
  pages: told,
  title,
}: {
  readonly pdf: Uint8Array;
  /** Left out: the document itself says. */
  readonly pages?: number;
  /** Left out: that of the letter. */
  readonly title?: string;
}) => {
  const t = useTexts();
  const [counted, setCounted] = useState(1);
  const pages = told ?? counted;
  const [page, setPage] = useState(1);
  const [text, setText] = useState('');
  // The viewer takes the bytes away to its worker, so it gets its own copy.
  const file = useMemo(() => ({ data: pdf.slice() }), [pdf]);
  const sheet = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(WIDTH);
  useLayoutEffect(() => {
    if (sheet.current === null) return;
    const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(sheet.current);
    const room =
      sheet.current.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
    setWidth(Math.min(WIDTH, room));
  }, []);
  const failed = <Notice tone="danger" title={t.letter.viewerFailed} live />;
  return (
    <section className="preview" aria-label={title ?? t.letter.previewTitle}>
      <div className="preview-head">
        <Heading level={2} look={3}>
          {title ?? t.letter.previewTitle}
        </Heading>
        <div className="preview-turn">
          {page > 1 ? <Button onClick={() => setPage(page - 1)}>{t.letter.previousPage}</Button> : null}
          <p role="status">{t.letter.page(page, pages)}</p>
          {page < pages ? <Button onClick={() => setPage(page + 1)}>{t.letter.nextPage}</Button> : null}
        </div>
      </div>
      <div ref={sheet} className="sheet">
        <Document
          file={file}
          suspense={false}
          loading={<Waiting />}
          error={failed}
          onLoadSuccess={({ numPages }) => setCounted(numPages)}
        >
          <Page
            pageNumber={page}
            width={width}
            renderTextLayer={false}
            renderAnnotationLayer={false}
            loading={<Waiting />}
            error={failed}
            onLoadSuccess={(loaded) => {
              loaded.getTextContent().then(
                (content) =>
                  setText(
                    content.items
                      .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
                      .join(''),
                  ),
                () => setText(t.letter.viewerFailed),
              );
            }}
          />
        </Document>
      </div>
      <Disclosure summary={t.letter.pageText(page)}>
        <p className="page-text">{text}</p>
      </Disclosure>
    </section>
  );
};
