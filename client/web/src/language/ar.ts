import { errors } from "./ar-errors.js";
import type { Texts } from "./en.js";
import { type Forms, pluralOf } from "./plural.js";

const plural = pluralOf<Forms>("ar");

/** The texts of the web chat in Arabic. */
export const ar: Texts = {
  errors,
  app: {
    back: "العودة إلى كل المحادثات",
    cancel: "إلغاء",
    choose: "اختر محادثة أو ابدأ محادثة جديدة.",
    close: "إغلاق",
    name: "Serverless Chat",
    newVersion: "نسخة جديدة من الدردشة جاهزة.",
    opening: "جارٍ فتح محادثاتك …",
    openingIsSlow:
      "يستغرق فتح محادثاتك وقتًا أطول من المتوقع. " +
      "أغلق علامات التبويب الأخرى لهذه الدردشة أو أعد تحميل الصفحة.",
    pageFailed: "تعطلت الصفحة.",
    reload: "إعادة التحميل",
    reloadToTryAgain: "أعد تحميل الصفحة للمحاولة مرة أخرى.",
    unreachable: "تعذر الوصول إلى الخادم.",
    unavailable: "الخادم غير متاح.",
  },
  signIn: {
    askAgain: "رفض المزوّد تسجيل الدخول. سجّل الدخول من جديد.",
    blocked:
      "يحظر هذا المتصفح التخزين الذي يحتاج إليه تسجيل الدخول. " +
      "اسمح بملفات تعريف الارتباط وبيانات الموقع لهذه الصفحة ثم حاول مرة أخرى.",
    ended: "انتهى تسجيل الدخول. سجّل الدخول من جديد.",
    foreign: "لم يبدأ تسجيل الدخول هذا من هنا. سجّل الدخول من جديد.",
    providerUnavailable: "مزوّد تسجيل الدخول غير متاح. حاول مرة أخرى لاحقًا.",
    refused: "يرفض الخادم معرّف المستخدم هذا أو رقم الهاتف. سجّل الخروج وجرّب غيره.",
    signIn: "تسجيل الدخول",
    signedOutHereOnly: reason => `سجّلت الخروج هنا، ولكن ليس لدى المزوّد. ${reason}`,
  },
  start: {
    enter: "ابدأ الدردشة",
    invalidPhoneNumber: "أدخل رقم الهاتف مع رمز البلد، مثل \u2066+49 30 123456\u2069.",
    phoneNumber: "رقم الهاتف",
    phoneNumberHint: "اختياري، يمكن للآخرين العثور عليك به",
    userId: "معرّف المستخدم",
    userIdPattern: "أحرف لاتينية بلا علامات، وأرقام، ومسافات، وعلامات ترقيم",
    what:
      "يعمل هذا الخادم على جهازك ويقبل أي معرّف مستخدم. لتكون مستخدمًا آخر، افتح نافذة ثانية " +
      "أو متصفحًا آخر.",
  },
  connection: {
    connecting: "جارٍ الاتصال …",
    nextTry: seconds => `المحاولة التالية بعد ${seconds} ث`,
    notKept:
      "لا يُحفظ شيء على هذا الجهاز: إغلاق علامة التبويب هذه يفقدك الرسائل والمسودات. " +
      "اسمح بملفات تعريف الارتباط وبيانات الموقع لهذه الصفحة ثم أعد تحميلها.",
    offline: "غير متصل",
    onDevice: "ترى ما هو محفوظ على هذا الجهاز.",
    pending: count =>
      plural(count, {
        zero: "لا رسائل معلّقة",
        one: "رسالة واحدة معلّقة",
        two: "رسالتان معلّقتان",
        few: "# رسائل معلّقة",
        many: "# رسالة معلّقة",
        other: "# رسالة معلّقة",
      }),
  },
  list: {
    all: "كل المحادثات",
    ambiguousNumber: "أدخل الرقم بدون (0)، كما يُطلب من خارج البلاد.",
    archive: "الأرشيف",
    archiveIsEmpty: "الأرشيف فارغ.",
    conversations: "المحادثات",
    draft: "مسودة:",
    empty: "لا محادثات بعد. ابحث عن معرّف مستخدم، مثل bob.",
    lookFor: number => `البحث عن \u2066${number}\u2069`,
    muted: "مكتومة",
    noUser: "لم يُعثر على أي مستخدم.",
    older: "عرض محادثات أقدم",
    pinned: "مثبّتة",
    search: "ابحث عن أشخاص بالاسم أو معرّف المستخدم أو رقم الهاتف",
    searchHint: "الاسم أو المعرّف أو رقم الهاتف",
    searching: "جارٍ البحث …",
    tooManySearches: "عمليات بحث كثيرة جدًا. حاول مرة أخرى لاحقًا.",
    unread: count =>
      plural(count, {
        zero: "لا رسائل غير مقروءة",
        one: "رسالة واحدة غير مقروءة",
        two: "رسالتان غير مقروءتين",
        few: "# رسائل غير مقروءة",
        many: "# رسالة غير مقروءة",
        other: "# رسالة غير مقروءة",
      }),
    writeTo: user => `الكتابة إلى \u2068${user}\u2069`,
  },
  conversation: {
    activeAgo: ago => `آخر نشاط ${ago}`,
    archive: "أرشفة",
    archiveMeans: "إخفاء من القائمة",
    block: "حظر",
    blockMeans: "لا يستطيع أي منكما الكتابة إلى الآخر",
    blocked: name => ["لقد حظرت ", name, "."],
    blockQuestion: name =>
      `هل تريد حظر \u2068${name}\u2069؟ لن يستطيع أي منكما الكتابة إلى الآخر حتى تلغي الحظر.`,
    jump: "عرض",
    jumpToDate: "الانتقال إلى تاريخ",
    messages: name => `الرسائل مع \u2068${name}\u2069`,
    mute: "كتم",
    muteMeans: "عرض الرسائل غير المقروءة بدون لون",
    newMessages: "رسائل جديدة",
    noMessages: "لا رسائل بعد. ألقِ التحية.",
    offline: "غير متصل",
    online: "متصل",
    pin: "تثبيت",
    pinMeans: "إبقاء في أعلى القائمة",
    settings: "إعدادات هذه المحادثة",
    toNewest: "إلى أحدث رسالة",
    unblock: "إلغاء الحظر",
    unreadMessages: count =>
      plural(count, {
        zero: "لا رسائل غير مقروءة",
        one: "رسالة واحدة غير مقروءة",
        two: "رسالتان غير مقروءتين",
        few: "# رسائل غير مقروءة",
        many: "# رسالة غير مقروءة",
        other: "# رسالة غير مقروءة",
      }),
    with: name => `محادثة مع \u2068${name}\u2069`,
    writing: "يكتب …",
  },
  message: {
    delete: "حذف",
    less: "عرض أقل",
    more: "عرض المزيد",
    morePending: count =>
      plural(count, {
        zero: "لا رسائل أخرى معلّقة.",
        one: "رسالة واحدة أخرى معلّقة.",
        two: "رسالتان أخريان معلّقتان.",
        few: "# رسائل أخرى معلّقة.",
        many: "# رسالة أخرى معلّقة.",
        other: "# رسالة أخرى معلّقة.",
      }),
    notSent: reason => `لم تُرسل. ${reason}`,
    removed: "أُزيلت هذه الرسالة.",
    status: {
      delivered: "سُلّمت",
      failed: "لم تُرسل",
      read: "قُرئت",
      sent: "أُرسلت",
      waiting: "معلّقة",
    },
    tryAgain: "حاول مرة أخرى",
    you: "أنت",
  },
  composer: {
    charactersLeft: count =>
      plural(count, {
        zero: "لم تبقَ أحرف",
        one: "بقي حرف واحد",
        two: "بقي حرفان",
        few: "بقيت # أحرف",
        many: "بقي # حرفًا",
        other: "بقي # حرف",
      }),
    charactersTooMany: count =>
      plural(count, {
        zero: "ليس طويلًا جدًا",
        one: "أطول بحرف واحد مما يُسمح به",
        two: "أطول بحرفين مما يُسمح به",
        few: "أطول بمقدار # أحرف مما يُسمح به",
        many: "أطول بمقدار # حرفًا مما يُسمح به",
        other: "أطول بمقدار # حرف مما يُسمح به",
      }),
    emoji: "رموز تعبيرية",
    messageTo: name => `رسالة إلى \u2068${name}\u2069`,
    notSaved: "لم تُحفظ هذه الرسالة بعد. أبقِ هذه الصفحة مفتوحة.",
    send: "إرسال",
    write: "اكتب رسالة",
  },
  settings: {
    audience: { contacts: "من أدردش معهم", everyone: "الجميع", nobody: "لا أحد" },
    invitation: "رابط ليكتب إليك الآخرون",
    invalidName: "لا يمكن استخدام هذا الاسم.",
    language: "اللغة",
    languageOfSystem: "لغة النظام",
    lastSeen: "من يرى متى كنت نشطًا آخر مرة",
    name: "اسمك كما يراه الآخرون",
    notifications: "إشعاري بالرسائل الجديدة مع صوت",
    notificationsBlocked: "يحظر هذا المتصفح إشعارات هذه الصفحة. اسمح بها في إعداداته.",
    online: "من يرى أنني متصل",
    pendingAreLost: count =>
      plural(count, {
        zero: "لن تُفقد أي رسالة معلّقة.",
        one: "ستُفقد رسالة معلّقة واحدة.",
        two: "ستُفقد رسالتان معلّقتان.",
        few: "ستُفقد # رسائل معلّقة.",
        many: "ستُفقد # رسالة معلّقة.",
        other: "ستُفقد # رسالة معلّقة.",
      }),
    privacy: "الخصوصية",
    readReceipts: "يرى الآخرون ما قرأته",
    reciprocal: "ما تخفيه لا تراه لدى الآخرين أيضًا.",
    save: "حفظ",
    saved: "حُفظ.",
    signOut: name => `تسجيل خروج \u2068${name}\u2069`,
    forgetDevice: "نسيان هذا الجهاز: حذف الرسائل والمسودات منه",
    signOutNow: "تسجيل الخروج",
    signOutQuestion: name => `هل تريد تسجيل خروج \u2068${name}\u2069؟`,
    theme: "المظهر",
    themes: { dark: "داكن", light: "فاتح", system: "مظهر النظام" },
    title: "الإعدادات",
  },
};
