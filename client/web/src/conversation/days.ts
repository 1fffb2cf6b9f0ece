/** The day of a moment in this browser's time zone, in the format of a date field: `2026-03-04`. */
export function dayInput(moment: number): string {
  const date = new Date(moment);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The first moment of a day in the format of a date field, in this browser's time zone. */
export function startOfDay(written: string): number {
  const [year = 0, month = 1, day = 1] = written.split("-").map(Number);
  // The constructor of Date treats years below 100 as years of the 20th century.
  return new Date(2000, 0, 1).setFullYear(year, month - 1, day);
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, "0");
}
