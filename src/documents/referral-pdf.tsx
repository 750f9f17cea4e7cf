import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer';
import { createElement, Fragment, type ReactNode } from 'react';
import type { Block, Letter, LetterSection } from '#core/letter.ts';
import { fail, ok, type Result } from '#core/result.ts';
import { printable, type Typeface, typeface } from './letter-fonts.ts';

/** A letter on paper: A4, one typeface, black on white, so that it reads as well from a printer as from a screen. */

export type LetterFailure = { readonly kind: 'letter-failed'; readonly at: 'fonts' | 'drawing' };

/**
 * Draws a letter. The same letter gives the same bytes: all that varies, the moment included, stands in the letter.
 *
 * @param assets - `fontsFolder`: the folder `resources/fonts`, wherever it was packed
 */
export const drawLetter = async (
  letter: Letter,
  assets: { readonly fontsFolder: string },
): Promise<Result<Uint8Array, LetterFailure>> => {
  let face: Typeface;
  try {
    face = await typeface(assets.fontsFolder);
  } catch {
    // What went wrong with a font file says nothing to who writes a letter, and its path is no one's business.
    return fail({ kind: 'letter-failed', at: 'fonts' });
  }
  try {
    return ok(new Uint8Array(await renderToBuffer(paper(letter, face))));
  } catch {
    // The message of the failure may hold words of the letter, so it goes no further.
    return fail({ kind: 'letter-failed', at: 'drawing' });
  }
};

/** How many pages a letter drawn here has: the count its page tree declares. */
export const pageCount = (pdf: Uint8Array): number => {
  const found = /\/Type \/Pages\s+\/Count (\d+)/.exec(Buffer.from(pdf).toString('latin1'));
  if (found === null) throw new Error('No page tree: these bytes are not a letter drawn here');
  return Number(found[1]);
};

const ink = '#1a1a1a';
const grey = '#555555';
const line = '#b8b8b8';

const styles = StyleSheet.create({
  page: {
    paddingTop: 84,
    paddingBottom: 76,
    paddingHorizontal: 64,
    fontSize: 10.5,
    lineHeight: 1.42,
    color: ink,
    // With joined letters (ff, fi, ft) the renderer loses count and breaks the lines after them inside words.
    fontFeatureSettings: { liga: 0 },
  },
  header: {
    position: 'absolute',
    top: 36,
    left: 64,
    right: 64,
    flexDirection: 'row',
    justifyContent: 'space-between',
    alignItems: 'center',
    fontSize: 9,
    color: grey,
  },
  mark: {
    borderWidth: 1,
    borderColor: ink,
    color: ink,
    fontWeight: 600,
    letterSpacing: 0.6,
    paddingHorizontal: 7,
    lineHeight: 1,
    paddingTop: 4,
    paddingBottom: 3,
  },
  footer: {
    position: 'absolute',
    // Counted from the top: counted from the bottom, the renderer leaves it out.
    top: 790,
    left: 64,
    right: 64,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 9,
    color: grey,
    borderTopWidth: 0.5,
    borderTopColor: line,
    paddingTop: 7,
  },
  title: { fontSize: 21, fontWeight: 600, lineHeight: 1.2, marginBottom: 18 },
  parties: { flexDirection: 'row', marginBottom: 8 },
  party: { width: '50%', paddingRight: 18 },
  partyLabel: { fontSize: 9, color: grey, marginBottom: 1 },
  strong: { fontWeight: 600 },
  heading: { fontSize: 14, fontWeight: 600, lineHeight: 1.25, marginTop: 22, marginBottom: 6 },
  subheading: { fontWeight: 600, marginTop: 10, marginBottom: 2 },
  paragraph: { marginTop: 3, marginBottom: 5 },
  quiet: { color: grey, fontSize: 9.5 },
  row: { flexDirection: 'row', borderTopWidth: 0.5, borderTopColor: line, paddingTop: 4, paddingBottom: 3.5 },
  stack: { borderTopWidth: 0.5, borderTopColor: line, paddingTop: 4, paddingBottom: 3.5 },
  label: { width: '33%', paddingRight: 16, color: grey },
  value: { width: '67%' },
  question: { width: '70%', paddingRight: 20 },
  questionAbove: { color: grey },
  answer: { width: '30%' },
  item: { flexDirection: 'row', marginTop: 2, marginBottom: 2 },
  bullet: { width: 13 },
  itemText: { flex: 1 },
  statement: { borderLeftWidth: 2, borderLeftColor: line, paddingLeft: 11, marginTop: 8, marginBottom: 4 },
  part: { marginTop: 3 },
  box: { flexDirection: 'row', alignItems: 'center', marginTop: 14 },
  tick: { width: 14, height: 14, borderWidth: 1, borderColor: ink, marginRight: 10 },
  room: { height: 64, borderBottomWidth: 0.5, borderBottomColor: line },
  toWrite: { height: 40, justifyContent: 'flex-end', borderBottomWidth: 0.5, borderBottomColor: line },
  writing: { marginTop: 8, marginBottom: 4 },
  boxes: { flexDirection: 'row', flexWrap: 'wrap', marginTop: 3 },
  inline: { flexDirection: 'row', alignItems: 'center', marginRight: 22, marginBottom: 2 },
  small: { width: 11, height: 11, borderWidth: 1, borderColor: ink, marginRight: 7 },
  ruled: { height: 24, borderBottomWidth: 0.5, borderBottomColor: line },
  sayer: { fontSize: 9, color: grey, fontWeight: 600 },
});

/** Points of room that must be left under a heading, so that what it heads starts on the same page. */
const underHeading = 64;
const underSubheading = 40;
/** A row that may not be cut in two must fit on a page; longer text than this is allowed to run on. */
const fitsInOnePiece = 700;
/** An answer up to this length stands beside its question, a longer one under it. */
const shortAnswer = 40;

const paper = (letter: Letter, face: Typeface) => {
  let lacks = false;
  const print: Print = (text) => {
    const shown = printable(text, face);
    lacks ||= shown.lacks;
    return shown.text;
  };
  const { sender, recipient } = letter;
  const moment = new Date(letter.on);
  const content = together(letter.sections.map((section) => drawSection(section, print)));
  const parties = (
    <View style={styles.parties}>
      <View style={styles.party}>
        <Text style={styles.partyLabel}>Van</Text>
        <Text style={styles.strong}>{print(sender.name)}</Text>
        <Text>{print(sender.role)}</Text>
        <Text>{print(sender.organisation)}</Text>
        <Text>{print(sender.phone)}</Text>
      </View>
      <View style={styles.party}>
        <Text style={styles.partyLabel}>Aan</Text>
        <Text style={styles.strong}>{print(recipient.name)}</Text>
        {recipient.region === null ? null : <Text>{print(`Regio ${recipient.region}`)}</Text>}
      </View>
    </View>
  );
  const stamp = `${letter.date}  ·  Kenmerk ${letter.reference}`;
  return (
    <Document
      title={`${letter.title} (${letter.reference})`}
      author="Baken"
      creator="Baken"
      producer="Baken"
      language="nl-NL"
      creationDate={moment}
      modificationDate={moment}
      pdfVersion="1.7"
    >
      <Page size="A4" style={[styles.page, { fontFamily: face.family }]}>
        <View style={styles.header} fixed>
          <Text>{stamp}</Text>
          {letter.draftMark === null ? null : <Text style={styles.mark}>{letter.draftMark.toUpperCase()}</Text>}
        </View>
        <View style={styles.footer} fixed>
          <Text>{letter.footer}</Text>
          <Text render={({ pageNumber, totalPages }) => `${pageNumber} van ${totalPages}`} />
        </View>
        <Text style={styles.title}>{letter.title}</Text>
        {parties}
        {content}
        {lacks ? (
          <Text style={[styles.paragraph, styles.strong]}>
            Een leeg vierkant (□) staat op de plaats van een teken dat hier niet kan worden gedrukt. Vraag het na bij de
            afzender.
          </Text>
        ) : null}
      </Page>
      {letter.slip === undefined ? null : (
        <Page size="A4" style={[styles.page, { fontFamily: face.family }]}>
          <View style={styles.header} fixed>
            <Text>{stamp}</Text>
          </View>
          <Text style={styles.title}>{print(letter.slip.title)}</Text>
          <Text style={styles.strong}>{print(`Kenmerk ${letter.reference}`)}</Text>
          <Text style={styles.paragraph}>{print(letter.slip.intro)}</Text>
          {letter.slip.boxes.map((box) => (
            <View key={box} style={styles.box}>
              <View style={styles.tick} />
              <Text>{print(box)}</Text>
            </View>
          ))}
          <View style={styles.room} />
          {letter.slip.lines.map((label) => (
            <View key={label} style={styles.toWrite}>
              <Text style={styles.label}>{print(label)}</Text>
            </View>
          ))}
        </Page>
      )}
    </Document>
  );
};

type Print = (text: string) => string;
type Row = { readonly label: string; readonly value: string };

/** Headings and blocks lie side by side, not in boxes: room is kept between neighbours only. */
const together = (nodes: readonly ReactNode[]): ReactNode => createElement(Fragment, null, ...nodes);

/** Room to write is never cut in two, so its heading needs more of it on the same page. */
const underWriting = 120;

const drawSection = ({ heading, blocks }: LetterSection, print: Print): ReactNode =>
  together([
    <Text
      key="heading"
      style={styles.heading}
      minPresenceAhead={blocks[0]?.kind === 'write' ? underWriting : underHeading}
    >
      {print(heading)}
    </Text>,
    ...blocks.map((block) => drawBlock(block, print)),
  ]);

const drawBlock = (block: Block, print: Print): ReactNode => {
  switch (block.kind) {
    case 'paragraph':
      return drawParagraph(block, print);
    case 'facts':
      return together([
        drawSubheading(block.title, print),
        ...block.rows.map((row) => (block.asked ? drawAsked(row, print) : drawFact(row, print))),
      ]);
    case 'list':
      return together([drawSubheading(block.title, print), ...block.items.map((item) => drawItem(item, print))]);
    case 'statement':
      return drawStatement(block, print);
    case 'write':
      return drawRoom(block, print);
  }
};

const drawSubheading = (title: string | undefined, print: Print): ReactNode =>
  title === undefined ? null : (
    <Text style={styles.subheading} minPresenceAhead={underSubheading}>
      {print(title)}
    </Text>
  );

const drawParagraph = ({ text, tone }: Extract<Block, { kind: 'paragraph' }>, print: Print): ReactNode => {
  const toned = tone === undefined ? [] : [tone === 'strong' ? styles.strong : styles.quiet];
  return <Text style={[styles.paragraph, ...toned]}>{print(text)}</Text>;
};

const drawFact = ({ label, value }: Row, print: Print): ReactNode => (
  <View style={styles.row} wrap={value.length > fitsInOnePiece}>
    <Text style={styles.label}>{print(label)}</Text>
    <Text style={styles.value}>{print(value)}</Text>
  </View>
);

const drawAsked = ({ label, value }: Row, print: Print): ReactNode =>
  value.length <= shortAnswer ? (
    <View style={styles.row} wrap={label.length > fitsInOnePiece}>
      <Text style={styles.question}>{print(label)}</Text>
      <Text style={styles.answer}>{print(value)}</Text>
    </View>
  ) : (
    <View style={styles.stack} wrap={label.length + value.length > fitsInOnePiece}>
      <Text style={styles.questionAbove} minPresenceAhead={underSubheading}>
        {print(label)}
      </Text>
      <Text>{print(value)}</Text>
    </View>
  );

const drawItem = (item: string, print: Print): ReactNode => (
  <View style={styles.item} wrap={item.length > fitsInOnePiece}>
    <Text style={styles.bullet}>–</Text>
    <Text style={styles.itemText}>{print(item)}</Text>
  </View>
);

const drawRoom = ({ label, lines, boxes = [] }: Extract<Block, { kind: 'write' }>, print: Print): ReactNode => (
  <View style={styles.writing} wrap={false}>
    <Text style={styles.strong}>{print(label)}</Text>
    {boxes.length === 0 ? null : (
      <View style={styles.boxes}>
        {boxes.map((box) => (
          <View key={box} style={styles.inline}>
            <View style={styles.small} />
            <Text>{print(box)}</Text>
          </View>
        ))}
      </View>
    )}
    {Array.from({ length: lines }, (_, at) => `line ${at}`).map((key) => (
      <View key={key} style={styles.ruled} />
    ))}
  </View>
);

const drawStatement = (block: Extract<Block, { kind: 'statement' }>, print: Print): ReactNode => {
  const { about, fact, said, saidBy, view } = block;
  const length = [about, fact, said, view].reduce((sum, text) => sum + (text?.length ?? 0), 0);
  return (
    <View style={styles.statement} wrap={length > fitsInOnePiece}>
      <Text style={styles.strong} minPresenceAhead={underSubheading}>
        {print(about)}
      </Text>
      {drawPart('Feit', fact, print)}
      {drawPart(saidBy === null || saidBy === '' ? 'Gezegd' : `Gezegd door ${saidBy}`, said, print)}
      {drawPart('Eigen indruk van de afzender', view, print)}
    </View>
  );
};

const drawPart = (label: string, text: string | null, print: Print): ReactNode =>
  text === null ? null : (
    <View style={styles.part}>
      <Text style={styles.sayer} minPresenceAhead={underSubheading}>
        {print(label)}
      </Text>
      <Text>{print(text)}</Text>
    </View>
  );
