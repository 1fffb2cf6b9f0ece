/** The emoji of a language, made by `scripts/emoji.mjs`; `parse` in `table.ts` reads it. */
declare module "emoji:*" {
  const table: string;
  export default table;
}
