/** The emoji of a language, built by `scripts/emoji.mjs`; `parse` in `table.ts` reads them. */
declare module "emoji:*" {
  const table: string;
  export default table;
}
