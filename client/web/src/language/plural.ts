/** The plural forms of a language, by their Unicode names. */
export type Forms = Intl.LDMLPluralRule;

/**
 * Chooses the plural form of a text for a number.
 *
 * @param forms a text for each plural form of the language; `#` stands for the number
 */
export type Plural<Form extends Forms> = (
  count: number,
  forms: Readonly<Record<Form, string>>,
) => string;

/**
 * The plural forms of a language.
 *
 * @param language its tag, such as `ar`
 */
export function pluralOf<Form extends Forms>(language: string): Plural<Form> {
  const rules = new Intl.PluralRules(language);
  const number = numbersIn(language);
  return (count, forms) => forms[rules.select(count) as Form].replaceAll("#", number(count));
}

/** Writes numbers in the digits of a language. */
export function numbersIn(language: string): (count: number) => string {
  const numbers = new Intl.NumberFormat(language);
  return count => numbers.format(count);
}
