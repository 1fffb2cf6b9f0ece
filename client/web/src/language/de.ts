import { actions } from "./de-actions.js";
import { errors } from "./de-errors.js";
import { search } from "./de-search.js";
import type { Texts } from "./en.js";
import { pluralOf } from "./plural.js";

const plural = pluralOf<"one" | "other">("de");

/** The texts of the web chat in German. */
export const de: Texts = {
  actions,
  errors,
  search,
  app: {
    back: "Zurück zu allen Chats",
    cancel: "Abbrechen",
    choose: "Wähle einen Chat oder beginne einen.",
    close: "Schließen",
    name: "Serverless Chat",
    newVersion: "Eine neue Version des Chats ist bereit.",
    opening: "Deine Chats werden geöffnet …",
    openingIsSlow:
      "Das Öffnen deiner Chats dauert länger als erwartet. " +
      "Schließe andere Tabs dieses Chats oder lade die Seite neu.",
    pageFailed: "Auf dieser Seite ist etwas schiefgegangen.",
    reload: "Neu laden",
    reloadToTryAgain: "Lade die Seite neu, um es noch einmal zu versuchen.",
    unreachable: "Der Server ist nicht erreichbar.",
    unavailable: "Der Server ist nicht verfügbar.",
  },
  signIn: {
    askAgain: "Der Anbieter hat die Anmeldung abgelehnt. Melde dich noch einmal an.",
    blocked:
      "Dieser Browser blockiert den Speicher, den eine Anmeldung braucht. " +
      "Erlaube Cookies und Websitedaten für diese Seite und versuche es dann noch einmal.",
    ended: "Deine Anmeldung ist abgelaufen. Melde dich noch einmal an.",
    foreign: "Diese Anmeldung wurde nicht in diesem Tab gestartet. Melde dich noch einmal an.",
    invalid: "Die Antwort des Anmeldedienstes ist ungültig. Wende dich an den Betreiber.",
    providerUnavailable:
      "Der Anbieter der Anmeldung ist nicht erreichbar. Versuche es später noch einmal.",
    refused:
      "Der Server lehnt diese Benutzer-ID oder Telefonnummer ab. Melde dich ab und verwende eine andere.",
    signIn: "Anmelden",
    signedOutHereOnly: reason => `Du bist hier abgemeldet, aber nicht beim Anbieter. ${reason}`,
  },
  start: {
    enter: "Chat öffnen",
    invalidPhoneNumber: "Gib die Telefonnummer mit Ländervorwahl ein, zum Beispiel +49 30 123456.",
    phoneNumber: "Telefonnummer",
    phoneNumberHint: "optional; andere können dich damit finden",
    userId: "Deine Benutzer-ID",
    userIdPattern: "Buchstaben ohne Akzente und Umlaute, Ziffern, Leer- und Satzzeichen",
    what:
      "Dieser Server läuft auf deinem eigenen Rechner und nimmt jede Benutzer-ID an. Um als " +
      "jemand anderes zu chatten, öffne ein zweites Fenster oder einen anderen Browser.",
  },
  connection: {
    connecting: "Verbinden …",
    nextTry: seconds => `nächster Versuch in ${seconds} s`,
    notKept:
      "Auf diesem Gerät wird nichts gespeichert: Wenn du diesen Tab schließt, gehen Nachrichten " +
      "und Entwürfe verloren. Erlaube Cookies und Websitedaten für diese Seite und lade sie dann neu.",
    offline: "Offline",
    onDevice: "Du siehst die Nachrichten, die auf diesem Gerät gespeichert sind.",
    pending: count => plural(count, { one: "# Nachricht wartet", other: "# Nachrichten warten" }),
  },
  list: {
    all: "Alle Chats",
    ambiguousNumber: "Gib die Nummer ohne (0) ein, wie man sie aus dem Ausland wählt.",
    archive: "Archiv",
    archiveIsEmpty: "Das Archiv ist leer.",
    conversations: "Chats",
    draft: "Entwurf:",
    empty: "Noch keine Chats. Suche nach einer Benutzer-ID, zum Beispiel bob.",
    lookFor: number => `Nach ${number} suchen`,
    muted: "stumm",
    noUser: "Niemand gefunden.",
    older: "Ältere Chats anzeigen",
    pinned: "angeheftet",
    search: "Personen und Nachrichten nach Name, Benutzer-ID, Telefonnummer oder Text suchen",
    searchHint: "Name, Telefonnummer oder Nachricht",
    searching: "Suche läuft …",
    tooManySearches: "Zu viele Suchen. Versuche es später noch einmal.",
    unread: count => plural(count, { one: "# ungelesen", other: "# ungelesen" }),
    writeTo: user => `An ${user} schreiben`,
  },
  conversation: {
    activeAgo: ago => `zuletzt aktiv ${ago}`,
    archive: "Archivieren",
    archiveMeans: "Den Chat in der Liste ausblenden",
    block: "Blockieren",
    blockMeans: "Ihr könnt einander nicht mehr schreiben",
    blocked: name => ["Du hast ", name, " blockiert."],
    blockQuestion: name =>
      `${name} blockieren? Ihr könnt einander nicht schreiben, bis du die Blockierung aufhebst.`,
    jump: "Anzeigen",
    jumpToDate: "Zu einem Datum springen",
    messages: name => `Nachrichten mit ${name}`,
    mute: "Stummschalten",
    muteMeans: "Ungelesene Nachrichten ohne farbige Markierung anzeigen",
    newMessages: "Neue Nachrichten",
    noMessages: "Noch keine Nachrichten. Sag Hallo.",
    offline: "offline",
    online: "online",
    pin: "Anheften",
    pinMeans: "Den Chat oben in der Liste halten",
    settings: "Einstellungen dieses Chats",
    toNewest: "Zur neuesten Nachricht",
    unblock: "Blockierung aufheben",
    unreadMessages: count =>
      plural(count, { one: "# ungelesene Nachricht", other: "# ungelesene Nachrichten" }),
    with: name => `Chat mit ${name}`,
    writing: "schreibt …",
  },
  message: {
    delete: "Löschen",
    less: "Weniger anzeigen",
    more: "Mehr anzeigen",
    morePending: count =>
      plural(count, {
        one: "# weitere Nachricht wartet.",
        other: "# weitere Nachrichten warten.",
      }),
    notSent: reason => `Nicht gesendet. ${reason}`,
    removed: "Diese Nachricht wurde entfernt.",
    unknown: "Diese Nachricht braucht eine neuere Version der App.",
    status: {
      delivered: "zugestellt",
      failed: "nicht gesendet",
      read: "gelesen",
      sent: "gesendet",
      waiting: "wartet",
    },
    tryAgain: "Erneut versuchen",
    you: "Du",
  },
  composer: {
    charactersLeft: count => plural(count, { one: "noch # Zeichen", other: "noch # Zeichen" }),
    charactersTooMany: count =>
      plural(count, { one: "# Zeichen zu viel", other: "# Zeichen zu viel" }),
    messageTo: name => `Nachricht an ${name}`,
    notSaved: "Diese Nachricht ist noch nicht gespeichert. Lass diese Seite offen.",
    send: "Senden",
    write: "Nachricht schreiben",
  },
  emoji: {
    count: count => plural(count, { one: "# Emoji gefunden", other: "# Emojis gefunden" }),
    found: "Gefundene Emojis",
    groups: [
      "Gesichter",
      "Menschen",
      "Tiere und Natur",
      "Essen und Trinken",
      "Reisen und Orte",
      "Freizeit",
      "Dinge",
      "Zeichen",
      "Flaggen",
    ],
    loading: "Emojis werden geladen …",
    notLoaded: "Die Emojis können gerade nicht geladen werden. Versuche es später noch einmal.",
    recent: "Zuletzt verwendet",
    search: "Emojis suchen",
    title: "Emojis",
    tone: "Hautton",
    tones: ["keiner", "hell", "mittelhell", "mittel", "mitteldunkel", "dunkel"],
  },
  settings: {
    audience: { contacts: "Personen, mit denen ich chatte", everyone: "Alle", nobody: "Niemand" },
    invitation: "Ein Link, mit dem andere dir schreiben können",
    invalidName: "Dieser Name kann nicht verwendet werden.",
    language: "Sprache",
    languageOfSystem: "System",
    lastSeen: "Wer sehen kann, wann ich zuletzt aktiv war",
    name: "Dein Name, den andere sehen",
    notifications: "Bei neuen Nachrichten benachrichtigen, mit Ton",
    notificationsBlocked:
      "Dieser Browser blockiert Mitteilungen dieser Seite. Erlaube sie in den Browsereinstellungen.",
    online: "Wer sehen kann, dass ich online bin",
    pendingAreLost: count =>
      plural(count, {
        one: "# wartende Nachricht würde verloren gehen.",
        other: "# wartende Nachrichten würden verloren gehen.",
      }),
    privacy: "Privatsphäre",
    readReceipts: "Andere können sehen, welche Nachrichten ich gelesen habe",
    reciprocal: "Was du verbirgst, siehst du auch bei anderen nicht.",
    save: "Speichern",
    saved: "Gespeichert.",
    signOut: name => `${name} abmelden`,
    forgetDevice: "Meine Nachrichten und Entwürfe auf diesem Gerät löschen",
    signOutNow: "Abmelden",
    signOutQuestion: name => `${name} abmelden?`,
    theme: "Design",
    themes: { dark: "Dunkel", light: "Hell", system: "System" },
    title: "Einstellungen",
  },
};
