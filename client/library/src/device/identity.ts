import type { Environment } from "../environment.js";
import { ChatError } from "../errors.js";
import type { DeviceRecord } from "../store/store.js";
import type { DeviceEvent } from "./events.js";
import type { Journal } from "./journal.js";
import type { Token } from "./token.js";

/** The dependencies of {@link Identity}. */
export interface IdentityPorts {
  readonly url: string;
  readonly environment: Environment;
  readonly journal: Journal;
  emit(event: DeviceEvent): void;
}

/** The id and owner of this device, and the time of its last catch-up. */
export class Identity {
  readonly #ports: IdentityPorts;
  #record: DeviceRecord = { deviceId: "" };

  constructor(ports: IdentityPorts) {
    this.#ports = ports;
  }

  /** The owner of the device; absent before the first connection. */
  get user(): string | undefined {
    return this.#record.user;
  }

  /** Whether the first page of the user's conversations was read. */
  get listed(): boolean | undefined {
    return this.#record.listed;
  }

  /** Adopts the stored state; a new store means a new device. */
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
   * The address to connect to. The first token determines the owner of the device.
   *
   * @throws {@link ChatError} `foreignStore`
   */
  address({ user }: Token): string {
    const { deviceId, since, user: own = user } = this.#record;
    if (own !== user) {
      throw new ChatError(
        "foreignStore",
        `The store belongs to ${own}, the token to ${user}: use a store for each user.`,
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
