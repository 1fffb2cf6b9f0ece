import { locale } from "../language/language.js";

interface Formats {
  readonly locale: string;
  readonly time: Intl.DateTimeFormat;
  readonly weekday: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly shortDay: Intl.DateTimeFormat;
  readonly moment: Intl.DateTimeFormat;
  readonly relative: Intl.RelativeTimeFormat;
  readonly number: Intl.NumberFormat;
}

let current: Formats | undefined;

/** The formats of the page's language. They are cached, because creating them is slow. */
function formats(): Formats {
  const tag = locale();
  if (current?.locale !== tag) {
    current = {
      locale: tag,
      time: new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit" }),
      weekday: new Intl.DateTimeFormat(tag, { weekday: "long" }),
      day: new Intl.DateTimeFormat(tag, { dateStyle: "long" }),
      shortDay: new Intl.DateTimeFormat(tag, { dateStyle: "short" }),
      moment: new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short" }),
      relative: new Intl.RelativeTimeFormat(tag, { numeric: "auto" }),
      number: new Intl.NumberFormat(tag),
    };
  }
  return current;
}

/** The number of a day in this browser's time zone; consecutive days differ by one. */
export function dayOf(at: number): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** A time of day, such as 14:05. */
export function timeText(at: number): string {
  return formats().time.format(at);
}

/** A day and time, in words. */
export function momentText(at: number): string {
  return formats().moment.format(at);
}

/** A day, such as "today", "Tuesday" or "4 March 2026". */
export function dayText(at: number, now: number): string {
  const { relative, weekday, day } = formats();
  const days = dayOf(at) - dayOf(now);
  if (days >= -1 && days <= 0) {
    return relative.format(days, "day");
  }
  return days < 0 && days > -7 ? weekday.format(at) : day.format(at);
}

/** The time of a message in a list: a time of day for today, a date for an older message. */
export function shortText(at: number, now: number): string {
  const { time, shortDay } = formats();
  return dayOf(at) === dayOf(now) ? time.format(at) : shortDay.format(at);
}

/** A past time, such as "5 minutes ago". */
export function agoText(at: number, now: number): string {
  const { relative } = formats();
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 60) {
    return relative.format(-Math.max(0, minutes), "minute");
  }
  if (minutes < 24 * 60) {
    return relative.format(-Math.round(minutes / 60), "hour");
  }
  return relative.format(dayOf(at) - dayOf(now), "day");
}

/** A number in the format of the page's language. */
export function numberText(number: number): string {
  return formats().number.format(number);
}
