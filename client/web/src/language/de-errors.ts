import type { Texts } from "./en.js";

/** Texts for each error code, in German. */
export const errors: Texts["errors"] = {
  ackBeyondLog: "Die Kopie eines Chats auf diesem Gerät wurde durch die des Servers ersetzt.",
  closed: "Dieser Chat wurde geschlossen. Lade die Seite neu.",
  conflict: "Zu viele Nachrichten wurden gleichzeitig gesendet. Versuche es noch einmal.",
  connectFailed:
    "Der Chat erreicht seinen Server nicht. Frag den Betreiber nach der richtigen Adresse.",
  digestMismatch: "Die Kopie eines Chats auf diesem Gerät unterscheidet sich von der des Servers.",
  emptyText: "Die Nachricht ist leer.",
  foreignStore:
    "Die Daten auf diesem Gerät gehören einem anderen Benutzer. Melde dich ab und wieder an.",
  invalidField: "Der Server akzeptiert das nicht. Prüfe deine Eingabe.",
  invalidText: "Die Nachricht enthält Zeichen, die nicht gesendet werden können.",
  invalidToken: "Die Anmeldung ist ungültig. Melde dich ab und wieder an.",
  malformedFrame: "Der Server hat eine unerwartete Antwort gesendet. Lade die Seite neu.",
  noWebSocket: "Dieser Browser ist zu alt für den Chat. Aktualisiere ihn.",
  notSupported: "Der Server kann das noch nicht.",
  offline: "Du bist offline. Versuche es noch einmal, wenn du verbunden bist.",
  rateLimited: "Zu viele Anfragen. Versuche es später noch einmal.",
  recipientUnavailable: "Diese Person nimmt keine Nachrichten von dir an.",
  storageFailed:
    "Dieses Gerät kann keine Nachrichten speichern. Schaffe Platz und lade dann die Seite neu.",
  storageFull: "Der Speicher dieses Geräts ist voll. Schaffe Platz.",
  storageOutdated:
    "Eine neuere Version des Chats ist in einem anderen Tab offen. Lade die Seite neu.",
  storageUnavailable: "Dieser Browser lässt den Chat keine Nachrichten auf diesem Gerät speichern.",
  storeDamaged: "Die Daten des Chats auf diesem Gerät sind beschädigt. Lade die Seite neu.",
  storeInUse: "Der Chat ist in einem anderen Fenster offen. Schließe dieses Fenster.",
  superseded: "Der Chat geht in einem anderen Tab weiter.",
  targetGone: "Diese Nachricht gibt es nicht mehr.",
  tokenExpired: "Die Anmeldung ist abgelaufen. Melde dich ab und wieder an.",
  tokenFailed: "Die Anmeldung konnte nicht erneuert werden. Der Chat versucht es weiter.",
  tooLate: "Diese Nachricht lässt sich nicht mehr ändern.",
  tooLarge: "Dieser Text ist zu lang. Kürze ihn.",
  unavailable: "Der Server ist nicht erreichbar. Versuche es später noch einmal.",
  unknownAction: "Der Server unterstützt das noch nicht.",
  unknownError: "Etwas ist schiefgegangen. Versuche es noch einmal oder lade die Seite neu.",
  unknownUser: "Es gibt niemanden mit dieser Benutzer-ID.",
  userDisabled: "Dieses Konto ist gesperrt. Wende dich an den Betreiber.",
};
