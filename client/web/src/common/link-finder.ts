import { LinkifyIt, type Match } from "linkify-it";

/** An address in a text that can be opened. */
export interface Link {
  /**
   * The position in the text: the index of the first character, and the index after the last one.
   */
  readonly from: number;
  readonly to: number;
  /** A complete `https:`, `http:` or `mailto:` address. */
  readonly href: string;
  /** The host that the link opens, if the text shows it differently. */
  readonly host?: string;
}

const FINDER = new LinkifyIt({ fuzzyLink: true })
  .tlds(["app", "dev"], true)
  .add("ftp:", null)
  .add("//", null);
/**
 * Top-level domains that make a link without `https://`. Many others are also file extensions, such
 * as `readme.md`.
 */
const BARE = /^www\.|^[^/?#:]+\.(?:app|com|de|dev|edu|eu|gov|info|io|net|org|uk)(?:[/?#:]|$)/iu;
const SCHEMES = ["https:", "http:", "mailto:"];
/** Characters that are invisible or change the writing direction: they would hide the target. */
const DECEPTIVE = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Cc}\\]/u;
/** Marks of a format, which may enclose a link. */
const MARKS = "*_`";

/** The links in a text, in order. */
export function linksIn(text: string): Link[] {
  return (FINDER.match(text) ?? []).flatMap(match => linkOf(match, text[match.index - 1]) ?? []);
}

function linkOf(match: Match, before: string | undefined): Link | undefined {
  const enclosed = before !== undefined && MARKS.includes(before) && match.raw.endsWith(before);
  const raw = enclosed ? match.raw.slice(0, -1) : match.raw;
  const url = enclosed ? match.url.slice(0, -1) : match.url;
  const isBare = match.schema === "";
  if (DECEPTIVE.test(raw) || (isBare && !BARE.test(raw))) {
    return undefined;
  }
  const target = targetOf(isBare ? url.replace(/^http:/, "https:") : url, raw);
  return target && { from: match.index, to: match.index + raw.length, ...target };
}

/** The target of an address; undefined if it cannot be opened. */
function targetOf(address: string, raw: string): Pick<Link, "href" | "host"> | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const { href, hostname, protocol } = new URL(address);
  if (!SCHEMES.includes(protocol)) {
    return undefined;
  }
  return hostname === "" || spelledHost(raw) === hostname ? { href } : { href, host: hostname };
}

/** The host as the text shows it. */
function spelledHost(raw: string): string {
  const [authority = ""] = raw.replace(/^https?:\/*/iu, "").split(/[/?#]/u);
  return authority.replace(/:\d*$/u, "").toLowerCase();
}
