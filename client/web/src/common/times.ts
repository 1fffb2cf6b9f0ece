const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "short" });
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** The number of a day in this browser's time zone; consecutive days differ by one. */
export function dayOf(at: number): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** Such as 14:05. */
export function timeText(at: number): string {
  return TIME.format(at);
}

/** Day and time, in words. */
export function momentText(at: number): string {
  return MOMENT.format(at);
}

/** Such as today, Tuesday, 4 March 2026. */
export function dayText(at: number, now: number): string {
  const days = dayOf(at) - dayOf(now);
  if (days >= -1 && days <= 0) {
    return RELATIVE.format(days, "day");
  }
  return days < 0 && days > -7 ? WEEKDAY.format(at) : DAY.format(at);
}

/** For a list: the time of a message of today, the day of an older one. */
export function shortText(at: number, now: number): string {
  return dayOf(at) === dayOf(now) ? TIME.format(at) : SHORT_DAY.format(at);
}

/** Such as 5 minutes ago. */
export function agoText(at: number, now: number): string {
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 60) {
    return RELATIVE.format(-Math.max(0, minutes), "minute");
  }
  if (minutes < 24 * 60) {
    return RELATIVE.format(-Math.round(minutes / 60), "hour");
  }
  return RELATIVE.format(dayOf(at) - dayOf(now), "day");
}
