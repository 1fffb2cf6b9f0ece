/** Marks the page's icon, and the icon of the installed app, while there are unread messages. */
export function showUnread(count: number): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const icon = count > 0 ? link?.dataset.unread : link?.dataset.read;
  if (link && icon !== undefined && link.getAttribute("href") !== icon) {
    link.href = icon;
  }
  const { setAppBadge } = navigator as Partial<Navigator>;
  // A page that is not installed has no icon to mark.
  setAppBadge?.call(navigator, count).catch(() => {});
}
