import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';

/** The number of the page, from 1, that each anchor of a printed document is on (ISO 32000-1, 12.3.2.3). */
export async function pageNumbers(pdf: Uint8Array): Promise<Map<string, number>> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const numbers = new Map(document.getPages().map((page, index) => [page.ref.toString(), index + 1]));
  const found = new Map<string, number>();
  const note = (name: string, destination: unknown) => {
    const place = destination instanceof PDFDict ? destination.lookup(PDFName.of('D')) : destination;
    const page = place instanceof PDFArray ? numbers.get(place.get(0).toString()) : undefined;
    if (page !== undefined) found.set(name, page);
  };
  const { catalog, context } = document;
  const plain = catalog.lookup(PDFName.of('Dests'));
  if (plain instanceof PDFDict) {
    for (const [name, value] of plain.entries())
      note(decodeURIComponent(name.decodeText()), context.lookup(value));
  }
  const names = catalog.lookup(PDFName.of('Names'));
  const visit = (node: unknown): void => {
    if (!(node instanceof PDFDict)) return;
    const kids = node.lookup(PDFName.of('Kids'));
    if (kids instanceof PDFArray) for (let i = 0; i < kids.size(); i++) visit(kids.lookup(i));
    const pairs = node.lookup(PDFName.of('Names'));
    if (!(pairs instanceof PDFArray)) return;
    for (let i = 0; i + 1 < pairs.size(); i += 2) {
      const name = pairs.lookup(i);
      if (name instanceof PDFString || name instanceof PDFHexString)
        note(decodeURIComponent(name.decodeText()), pairs.lookup(i + 1));
    }
  };
  if (names instanceof PDFDict) visit(names.lookup(PDFName.of('Dests')));
  return found;
}
