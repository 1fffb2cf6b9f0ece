import { actions } from "./de-actions.js";
import { errors } from "./de-errors.js";
import type { Texts } from "./en.js";
import { pluralOf } from "./plural.js";

const plural = pluralOf<"one" | "other">("de");

/** The texts of the web chat in German. */
export const de: Texts = {
  actions,
  errors,
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
    pageFailed: "Die Seite funktioniert nicht mehr.",
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
    ended: "Die Anmeldung ist beendet. Melde dich noch einmal an.",
    foreign: "Diese Anmeldung hat nicht hier begonnen. Melde dich noch einmal an.",
    invalid: "Die Antwort des Anbieters der Anmeldung ist ungültig. Frage den Betreiber.",
    providerUnavailable:
      "Der Anbieter der Anmeldung ist nicht erreichbar. Versuche es später noch einmal.",
    refused:
      "Der Server lehnt diese Benutzer-ID oder Telefonnummer ab. Melde dich ab und nimm eine andere.",
    signIn: "Anmelden",
    signedOutHereOnly: reason => `Du bist hier abgemeldet, aber nicht beim Anbieter. ${reason}`,
  },
  start: {
    enter: "Chat öffnen",
    invalidPhoneNumber: "Gib die Telefonnummer mit Ländervorwahl ein, zum Beispiel +49 30 123456.",
    phoneNumber: "Telefonnummer",
    phoneNumberHint: "freiwillig, andere finden dich damit",
    userId: "Deine Benutzer-ID",
    userIdPattern: "Buchstaben ohne Akzente und Umlaute, Ziffern, Leer- und Satzzeichen",
    what:
      "Dieser Server läuft auf deinem eigenen Rechner und nimmt jede Benutzer-ID an. Um jemand " +
      "anderes zu sein, öffne ein zweites Fenster oder einen anderen Browser.",
  },
  connection: {
    connecting: "Verbinden …",
    nextTry: seconds => `nächster Versuch in ${seconds} s`,
    notKept:
      "Auf diesem Gerät wird nichts aufbewahrt: Mit diesem Tab gehen Nachrichten und Entwürfe " +
      "verloren. Erlaube Cookies und Websitedaten für diese Seite und lade sie dann neu.",
    offline: "Offline",
    onDevice: "Du siehst, was auf diesem Gerät ist.",
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
    older: "Ältere Chats zeigen",
    pinned: "angeheftet",
    search: "Personen nach Name, Benutzer-ID oder Telefonnummer suchen",
    searchHint: "Name, Benutzer-ID oder Telefonnummer",
    searching: "Suche läuft …",
    tooManySearches: "Zu viele Suchen. Versuche es später noch einmal.",
    unread: count => plural(count, { one: "# ungelesen", other: "# ungelesen" }),
    writeTo: user => `An ${user} schreiben`,
  },
  conversation: {
    activeAgo: ago => `zuletzt aktiv ${ago}`,
    archive: "Archivieren",
    archiveMeans: "In der Liste nicht zeigen",
    block: "Blockieren",
    blockMeans: "Keiner von euch kann dem anderen schreiben",
    blocked: name => ["Du hast ", name, " blockiert."],
    blockQuestion: name =>
      `${name} blockieren? Keiner von euch kann dem anderen schreiben, bis du es aufhebst.`,
    jump: "Anzeigen",
    jumpToDate: "Zu einem Datum springen",
    messages: name => `Nachrichten mit ${name}`,
    mute: "Stummschalten",
    muteMeans: "Ungelesene Nachrichten ohne farbige Zahl zeigen",
    newMessages: "Neue Nachrichten",
    noMessages: "Noch keine Nachrichten. Sag Hallo.",
    offline: "offline",
    online: "online",
    pin: "Anheften",
    pinMeans: "Oben in der Liste behalten",
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
    less: "Weniger zeigen",
    more: "Mehr zeigen",
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
    tryAgain: "Noch einmal versuchen",
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
    invitation: "Ein Link, über den andere dir schreiben können",
    invalidName: "Dieser Name kann nicht verwendet werden.",
    language: "Sprache",
    languageOfSystem: "System",
    lastSeen: "Wer sieht, wann ich zuletzt aktiv war",
    name: "Dein Name, wie andere ihn sehen",
    notifications: "Neue Nachrichten melden, mit Ton",
    notificationsBlocked:
      "Dieser Browser blockiert Mitteilungen dieser Seite. Erlaube sie in seinen Einstellungen.",
    online: "Wer sieht, dass ich online bin",
    pendingAreLost: count =>
      plural(count, {
        one: "# wartende Nachricht ginge verloren.",
        other: "# wartende Nachrichten gingen verloren.",
      }),
    privacy: "Privatsphäre",
    readReceipts: "Andere sehen, was ich gelesen habe",
    reciprocal: "Was du verbirgst, siehst du auch bei anderen nicht.",
    save: "Speichern",
    saved: "Gespeichert.",
    signOut: name => `${name} abmelden`,
    forgetDevice: "Dieses Gerät vergessen: Nachrichten und Entwürfe darauf löschen",
    signOutNow: "Abmelden",
    signOutQuestion: name => `${name} abmelden?`,
    theme: "Design",
    themes: { dark: "Dunkel", light: "Hell", system: "System" },
    title: "Einstellungen",
  },
};
