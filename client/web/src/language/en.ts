import { actions } from "./en-actions.js";
import { errors } from "./en-errors.js";
import { search } from "./en-search.js";
import { pluralOf } from "./plural.js";

const plural = pluralOf<"one" | "other">("en");

/** The texts of the web chat in English. Their type is the type of every language. */
export const en = {
  actions,
  errors,
  search,
  app: {
    back: "Back to all conversations",
    cancel: "Cancel",
    choose: "Choose a conversation or start one.",
    close: "Close",
    name: "Serverless Chat",
    newVersion: "A new version of the chat is ready.",
    opening: "Opening your conversations …",
    openingIsSlow:
      "Opening your conversations takes longer than expected. " +
      "Close other tabs of this chat, or reload the page.",
    pageFailed: "Something went wrong on this page.",
    reload: "Reload",
    reloadToTryAgain: "Reload the page to try again.",
    unreachable: "The server cannot be reached.",
    unavailable: "The server is not available.",
  },
  signIn: {
    askAgain: "The provider refused the sign-in. Sign in again.",
    blocked:
      "This browser blocks the storage that a sign-in needs. " +
      "Allow cookies and site data for this page, then try again.",
    ended: "The sign-in has ended. Sign in again.",
    foreign: "This sign-in was not started in this tab. Sign in again.",
    invalid: "The response of the sign-in provider is not valid. Contact the operator.",
    providerUnavailable: "The sign-in provider is not available. Try again later.",
    refused: "The server refuses this user id or phone number. Sign out and try another.",
    signIn: "Sign in",
    signedOutHereOnly: (reason: string) =>
      `You are signed out here, but not at the provider. ${reason}`,
  },
  start: {
    enter: "Start chatting",
    invalidPhoneNumber: "Enter the phone number with its country code, such as +49 30 123456.",
    phoneNumber: "Phone number",
    phoneNumberHint: "optional; others can find you with it",
    userId: "Your user id",
    userIdPattern: "Use unaccented letters, digits, spaces and punctuation",
    what:
      "This server runs on your own machine and accepts every user id. To chat as another user, " +
      "open a second window or another browser.",
  },
  connection: {
    connecting: "Connecting …",
    nextTry: (seconds: number) => `next try in ${seconds} s`,
    notKept:
      "Nothing is saved on this device: if you close this tab, messages and drafts are lost. " +
      "Allow cookies and site data for this page, then reload it.",
    offline: "Offline",
    onDevice: "You see the messages saved on this device.",
    pending: (count: number) =>
      plural(count, { one: "# message pending", other: "# messages pending" }),
  },
  list: {
    all: "All conversations",
    ambiguousNumber: "Enter the number without (0), as it is dialled from abroad.",
    archive: "Archive",
    archiveIsEmpty: "The archive is empty.",
    conversations: "Conversations",
    draft: "Draft:",
    empty: "No conversations yet. Search for a user id, such as bob.",
    lookFor: (number: string) => `Search for ${number}`,
    muted: "muted",
    noUser: "No user found.",
    older: "Show older conversations",
    pinned: "pinned",
    search: "Search people and messages by name, user id, phone number or text",
    searchHint: "Name, phone number or message",
    searching: "Searching …",
    tooManySearches: "Too many searches. Try again later.",
    unread: (count: number) => plural(count, { one: "# unread", other: "# unread" }),
    writeTo: (user: string) => `Write to ${user}`,
  },
  conversation: {
    activeAgo: (ago: string) => `last active ${ago}`,
    archive: "Archive",
    archiveMeans: "Hide the conversation from the list",
    block: "Block",
    blockMeans: "You can no longer write to each other",
    blocked: <Name>(name: Name): (Name | string)[] => ["You have blocked ", name, "."],
    blockQuestion: (name: string) =>
      `Block ${name}? You cannot write to each other until you unblock ${name}.`,
    jump: "Show",
    jumpToDate: "Jump to a date",
    messages: (name: string) => `Messages with ${name}`,
    mute: "Mute",
    muteMeans: "Show unread messages without a badge color",
    newMessages: "New messages",
    noMessages: "No messages yet. Say hello.",
    offline: "offline",
    online: "online",
    pin: "Pin",
    pinMeans: "Keep the conversation at the top of the list",
    settings: "Settings of this conversation",
    toNewest: "To the newest message",
    unblock: "Unblock",
    unreadMessages: (count: number) =>
      plural(count, { one: "# unread message", other: "# unread messages" }),
    with: (name: string) => `Conversation with ${name}`,
    writing: "writing …",
  },
  message: {
    delete: "Delete",
    less: "Show less",
    more: "Show more",
    morePending: (count: number) =>
      plural(count, { one: "# more message pending.", other: "# more messages pending." }),
    notSent: (reason: string) => `Not sent. ${reason}`,
    removed: "This message was removed.",
    unknown: "This message needs a newer version of the app.",
    status: {
      delivered: "delivered",
      failed: "failed",
      read: "read",
      sent: "sent",
      waiting: "waiting",
    },
    tryAgain: "Try again",
    you: "You",
  },
  composer: {
    charactersLeft: (count: number) =>
      plural(count, { one: "# character left", other: "# characters left" }),
    charactersTooMany: (count: number) =>
      plural(count, { one: "# character too many", other: "# characters too many" }),
    messageTo: (name: string) => `Message to ${name}`,
    notSaved: "This message is not saved yet. Keep this page open.",
    send: "Send",
    write: "Write a message",
  },
  emoji: {
    count: (count: number) => plural(count, { one: "# emoji found", other: "# emoji found" }),
    found: "Found emoji",
    groups: [
      "Smileys",
      "People",
      "Animals and nature",
      "Food and drink",
      "Travel and places",
      "Activities",
      "Objects",
      "Symbols",
      "Flags",
    ],
    loading: "Loading emoji …",
    notLoaded: "The emoji cannot be loaded now. Try again later.",
    recent: "Recently used",
    search: "Search emoji",
    title: "Emoji",
    tone: "Skin tone",
    tones: ["none", "light", "medium-light", "medium", "medium-dark", "dark"],
  },
  settings: {
    audience: { contacts: "People I chat with", everyone: "Everyone", nobody: "Nobody" },
    invitation: "A link that lets others write to you",
    invalidName: "This name cannot be used.",
    language: "Language",
    languageOfSystem: "System",
    lastSeen: "Who can see when I was last active",
    name: "Your name, as shown to others",
    notifications: "Notify me of new messages with a sound",
    notificationsBlocked:
      "This browser blocks notifications from this page. Allow them in its settings.",
    online: "Who can see that I am online",
    pendingAreLost: (count: number) =>
      plural(count, {
        one: "# pending message would be lost.",
        other: "# pending messages would be lost.",
      }),
    privacy: "Privacy",
    readReceipts: "Others can see which messages I have read",
    reciprocal: "If you hide something, you cannot see it about others either.",
    save: "Save",
    saved: "Saved.",
    signOut: (name: string) => `Sign out ${name}`,
    forgetDevice: "Delete my messages and drafts from this device",
    signOutNow: "Sign out",
    signOutQuestion: (name: string) => `Sign out ${name}?`,
    theme: "Theme",
    themes: { dark: "Dark", light: "Light", system: "System" },
    title: "Settings",
  },
};

/** The texts of a language. */
export type Texts = typeof en;
