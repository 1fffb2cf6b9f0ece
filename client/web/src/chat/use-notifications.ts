import { contentOf } from "@serverlesschat/client";
import { useEffect } from "preact/hooks";
import type { ChatScope } from "../common/context.js";
import { previewOf } from "../common/preview.js";
import { addressOf, openPeer } from "../common/route.js";
import { isLookedAt } from "../conversation/attention.js";
import { notificationsAreOn } from "../settings/notifications.js";
import { Notifier } from "./notifier.js";
import { playSound } from "./sound.js";

/** The tab that shows a notification prevents other tabs from showing it for this time. */
const HELD_MS = 5_000;

/** Notifications that no service worker has shown, by peer. */
const shownByPage = new Map<string, Notification>();

/** Notifies the user of new messages while the page is open. */
export function useNotifications({ chat, names }: ChatScope): void {
  useEffect(() => {
    const notifier = new Notifier({
      isOn: notificationsAreOn,
      isOnline: () => chat.connection.status === "online",
      state: peer => chat.conversation(peer).state,
      isInView: peer => peer === openPeer() && isLookedAt(),
      after: (milliseconds, run) => void setTimeout(run, milliseconds),
      inOneTab,
      notify: (peer, text) => {
        playSound();
        show(peer, names.of(peer), previewOf(text)).catch(error => console.error(error));
      },
      isRemoved: async (peer, seq) => {
        const message = await chat.conversation(peer).message(seq);
        return message === undefined || contentOf(message).type === "removed";
      },
      close: peer => close(peer).catch(error => console.error(error)),
    });
    const offs = [
      chat.on("messages", ({ peer, messages }) => notifier.heard(peer, messages)),
      chat.on("changed", ({ peer, seqs }) => {
        notifier.changed(peer, seqs).catch(error => console.error(error));
      }),
      chat.on("cleared", ({ peer, upTo }) => notifier.cleared(peer, upTo)),
    ];
    return () => {
      for (const off of offs) {
        off();
      }
    };
  }, [chat, names]);
}

function inOneTab(key: string, run: () => void): void {
  const held = () => new Promise(resolve => setTimeout(resolve, HELD_MS));
  const locks = (navigator as Partial<Navigator>).locks;
  if (!locks) {
    run(); // Without Web Locks, tabs do not share a device.
    return;
  }
  locks
    .request(`notification:${key}`, { ifAvailable: true }, lock => {
      if (lock) {
        run();
        return held();
      }
      return undefined;
    })
    .catch(error => console.error(error));
}

/** Shows a notification that opens the conversation. A later one of the conversation replaces it. */
async function show(peer: string, title: string, body: string): Promise<void> {
  const options = { body, tag: peer, silent: true, dir: "auto" as const, data: addressOf(peer) };
  // On phones, only a service worker may show a notification; it also handles the click.
  const worker = await activeWorker();
  if (worker) {
    await worker.showNotification(title, options);
    return;
  }
  const notification = new Notification(title, options);
  shownByPage.set(peer, notification);
  notification.onclick = () => {
    focus();
    location.hash = addressOf(peer);
    notification.close();
  };
}

/** Closes the notification of a conversation, if it is still shown. */
async function close(peer: string): Promise<void> {
  const worker = await activeWorker();
  for (const notification of (await worker?.getNotifications({ tag: peer })) ?? []) {
    notification.close();
  }
  shownByPage.get(peer)?.close();
}

async function activeWorker(): Promise<ServiceWorkerRegistration | undefined> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  const registration = await workers?.getRegistration();
  return registration?.active ? registration : undefined;
}
