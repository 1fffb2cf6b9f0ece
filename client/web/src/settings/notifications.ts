import { browserStorage } from "../common/storage.js";

const KEY = "notifications";
const ON = "on";

/** Whether this browser supports notifications. */
export function hasNotifications(): boolean {
  return "Notification" in globalThis;
}

/** Whether the user wants notifications, and the browser allows them. */
export function notificationsAreOn(): boolean {
  return (
    hasNotifications() && Notification.permission === "granted" && browserStorage.get(KEY) === ON
  );
}

/**
 * Turns notifications on or off. The first time, the browser asks the user for permission.
 *
 * @returns whether they are on now
 */
export async function setNotifications(wanted: boolean): Promise<boolean> {
  if (wanted && (await Notification.requestPermission()) === "granted") {
    browserStorage.set(KEY, ON);
  } else {
    browserStorage.remove(KEY);
  }
  return notificationsAreOn();
}
