import type { Environment } from "../environment.js";
import { ChatError } from "../errors.js";
import type { DeviceRecord } from "../store/store.js";
import type { DeviceEvent } from "./events.js";
import type { Journal } from "./journal.js";
import type { Token } from "./token.js";

/** What an identity asks of its device. */
export interface IdentityPorts {
  readonly url: string;
  readonly environment: Environment;
  readonly journal: Journal;
  emit(event: DeviceEvent): void;
}

/** Which device this is, whose, and since when it may have missed something. */
export class Identity {
  readonly #ports: IdentityPorts;
  #record: DeviceRecord = { deviceId: "" };

  constructor(ports: IdentityPorts) {
    this.#ports = ports;
  }

  /** Whose device it is; absent before the first connection. */
  get user(): string | undefined {
    return this.#record.user;
  }

  /** Whether the first page of the user's conversations was ever read. */
  get listed(): boolean | undefined {
    return this.#record.listed;
  }

  /** Takes what the store has; a new store is a new device. */
  load(record: DeviceRecord | undefined): void {
    if (record) {
      this.#record = record;
    } else {
      this.save({ deviceId: this.#ports.environment.uuid() });
    }
  }

  save(change: Partial<DeviceRecord>): void {
    this.#record = { ...this.#record, ...change };
    this.#ports.journal.changes.device(this.#record);
  }

  /**
   * The address to connect to. The first token says whose device it is.
   *
   * @throws {@link ChatError} `foreignStore`
   */
  address({ user }: Token): string {
    const { deviceId, since, user: own = user } = this.#record;
    if (own !== user) {
      throw new ChatError(
        "foreignStore",
        `The store is of ${own}, the token of ${user}: use a store for each user.`,
      );
    }
    if (this.user === undefined) {
      this.save({ user });
      this.#ports.emit({ type: "user", user });
    }
    const address = new URL(this.#ports.url);
    address.searchParams.set("deviceId", deviceId);
    if (since !== undefined) {
      address.searchParams.set("since", String(since));
    }
    return address.href;
  }
}
