/** A text in both languages of the site. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}
