// Checks the context of a deployment against options.json, in Java's words: see Context.java.

/** Names in the context that belong to the CDK CLI, beside those with ":", "/" or "@". */
const OF_THE_CLI = ["acknowledged-issue-numbers", "cli-telemetry"];

/**
 * The first mistake in a context.
 *
 * @param {Record<string, unknown>} context values by name
 * @param {Record<string, {pattern: string, regional?: boolean, least?: number, most?: number,
 *   words: string}>} options
 * @param {string | undefined} region the Region of the deployment, if it is known
 * @returns {string | undefined} undefined if there is none
 */
export function mistake(context, options, region) {
  const given = Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1));
  return (
    given
      .map(([name, value]) => wrongValue(name, text(value), options[name], region))
      .find(Boolean) ??
    given.map(([name, value]) => unknownName(name, text(value), Object.keys(options))).find(Boolean)
  );
}

function wrongValue(name, value, option, region) {
  if (option === undefined || value === "") {
    return undefined;
  }
  const number = Number(value);
  const match = new RegExp(`^(?:${option.pattern})$`).exec(value);
  const fits =
    match !== null &&
    (option.least === undefined || (option.least <= number && number <= option.most));
  if (!fits) {
    return `context ${name}=${value}: must be ${option.words}`;
  }
  return option.regional && region && match[1] !== region
    ? `context ${name}=${value}: must be in the Region of the stack, ${region}`
    : undefined;
}

function unknownName(name, value, names) {
  if (names.includes(name) || /[:/@]/.test(name) || OF_THE_CLI.includes(name)) {
    return undefined;
  }
  const nearest = nearestName(name, names);
  const advice = nearest ? `did you mean ${nearest}?` : `the options are ${names.join(", ")}`;
  return `context ${name}=${value}: there is no option ${name}; ${advice}`;
}

function text(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The name with the fewest insertions, deletions and replacements, if they are few. */
function nearestName(name, names) {
  return names
    .map((other) => ({ other, distance: distance(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))[0]?.other;
}

function distance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      next[j] = Math.min(replaced, row[j] + 1, next[j - 1] + 1);
    }
    row = next;
  }
  return row[to.length];
}
