/** A title in the language of a page (BCP 47); in Chinese where there is no other. */
export function titleIn(title: { zh: string; en?: string | undefined }, lang: string | undefined): string {
  return (lang?.startsWith('en') ? title.en : undefined) ?? title.zh;
}
