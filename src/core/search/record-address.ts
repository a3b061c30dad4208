/** Ends the address of a record that leads somewhere; the number of the record follows. */
export const recordMark = '?record=';

/** Where a record of the index leads. */
export function placeOfRecord(address: string): string {
  return address.split(recordMark)[0] ?? address;
}
