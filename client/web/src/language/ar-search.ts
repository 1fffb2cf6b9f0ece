import type { Texts } from "./en.js";
import { type Forms, numbersIn, pluralOf } from "./plural.js";

const plural = pluralOf<Forms>("ar");
const number = numbersIn("ar");

/** Texts for the search, in Arabic. */
export const search: Texts["search"] = {
  close: "إغلاق البحث",
  find: "البحث في هذه المحادثة",
  found: (count, orMore) =>
    orMore
      ? `عدد الرسائل التي عُثر عليها حتى الآن: ${number(count)}.`
      : plural(count, {
          zero: "لم يُعثر على رسائل.",
          one: "عُثر على رسالة واحدة.",
          two: "عُثر على رسالتين.",
          few: "عُثر على # رسائل.",
          many: "عُثر على # رسالة.",
          other: "عُثر على # رسالة.",
        }),
  messages: "الرسائل",
  more: "عرض المزيد من الرسائل",
  next: "النتيجة التالية",
  none: "لم يُعثر على رسائل.",
  onlyHere: "أنت غير متصل: بُحث في الرسائل الموجودة على هذا الجهاز فقط.",
  people: "الأشخاص",
  place: (place, of, orMore) => `${number(place)} من ${number(of)}${orMore ? "+" : ""}`,
  previous: "النتيجة السابقة",
  tooLong: "ابحث عن 64 حرفًا كحد أقصى.",
};
