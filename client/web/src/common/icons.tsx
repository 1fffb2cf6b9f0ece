/** Line icons on a 24-pixel grid, drawn for this project. The buttons around them have labels. */
const PATHS = {
  back: "m14 6-6 6 6 6",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  settings: "M4 7h9m5 0h2M4 17h2m5 0h9M13 4.5v5M11 14.5v5",
  send: "M5 12h13M12 5.5 18.5 12 12 18.5",
  down: "M12 5v13m-6-6 6 6 6-6",
  up: "M12 19V6m-6 6 6-6 6 6",
  search: "M10.5 4.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15 15l4.5 4.5",
  pin: "M9 4h6l-1 6 3 3v1.5H7V13l3-3-1-6zm3 10.5V20",
  mute: "M5 9.5v5h3l4.5 3.5V6L8 9.5H5zm11 .5 4 4m0-4-4 4",
  smile: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM8.5 14a4 4 0 0 0 7 0M9 9.5v.01m6-.01v.01",
  close: "m6 6 12 12M18 6 6 18",
  add: "M12 5v14M5 12h14",
  done: "m5 12.5 4.5 4.5L19 7",
  reply: "M10 6 4.5 11.5 10 17m-5-5.5h9a5.5 5.5 0 0 1 5.5 5.5v1.5",
  forward: "m14 6 5.5 5.5L14 17m5-5.5h-9A5.5 5.5 0 0 0 4.5 17v1.5",
  edit: "M4.5 19.5 5.5 15 16 4.5 19.5 8 9 18.5l-4.5 1zM13.5 7l3.5 3.5",
  copy: "M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9",
  details: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v5.5M12 7.8v.01",
  hide: "M4.5 4.5l15 15M8 6.3a9 9 0 0 1 4-.8c4.5 0 7.5 3.5 9 6.5a15 15 0 0 1-2.5 3.5m-13-7A15 15 0 0 0 3 12c1.5 3 4.5 6.5 9 6.5a9 9 0 0 0 3.5-.7",
  remove: "M5 7h14M9.5 7V4.5h5V7m-8 0 .8 12.5h9.4L17.5 7M10.3 10.5v5.5m3.4-5.5v5.5",
} as const;

/** Icons that point in the writing direction; mirrored in right-to-left languages. */
const DIRECTED: readonly string[] = ["back", "send", "reply", "forward"] satisfies IconName[];

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      class={DIRECTED.includes(name) ? "icon directed" : "icon"}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <path
        class="bubble-shape"
        d="M7 3h18a5 5 0 0 1 5 5v11a5 5 0 0 1-5 5H14l-7 6v-6a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5z"
      />
      <path class="tick-shape" d="m8 14 4 4 8-8m-2 8 6-6" />
    </svg>
  );
}
