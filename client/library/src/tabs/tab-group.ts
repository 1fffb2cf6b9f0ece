import type { DeviceEvent, Snapshot } from "../device/events.js";
import type { Channel, Environment } from "../environment.js";
import { ChatError } from "../errors.js";
import type { Call, CallResult } from "../host/calls.js";
import { Leadership, type LeadershipPorts } from "./leadership.js";
import type { TabMessage } from "./messages.js";

/** The dependencies of {@link TabGroup}. */
export interface TabGroupPorts extends Pick<LeadershipPorts, "won" | "lost" | "refused"> {
  readonly name: string;
  readonly environment: Environment;
  /** Called with the state of another tab's device, which leads. */
  followed(snapshot: Snapshot): void;
  /** The state of this tab's device if this tab leads. */
  snapshot(): Snapshot | undefined;
  /** Called for an event of the leader's device. */
  event(event: DeviceEvent): void;
  /** Called for a call of another tab; the leader answers it. */
  call(call: Call): void;
  /** Called with the result of a call of this tab or another tab. */
  result(result: CallResult): void;
}

/** The tabs that share a device. Manages the leadership and the messages between the tabs. */
export class TabGroup {
  readonly #ports: TabGroupPorts;
  readonly #id: string;
  readonly #channel: Channel;
  readonly #leadership: Leadership;
  /** The epoch of the latest leader; messages of an earlier leader are ignored. */
  #epoch = 0;

  /** @throws `ChatError` `storageUnavailable` if tabs cannot share anything here */
  constructor(ports: TabGroupPorts) {
    const { name, environment } = ports;
    const { tabs } = environment;
    if (!tabs) {
      const message = "No Web Locks or no BroadcastChannel here.";
      throw new ChatError("storageUnavailable", message);
    }
    this.#ports = ports;
    this.#id = environment.uuid();
    this.#channel = tabs.channel(name);
    this.#channel.onmessage = ({ data }) => this.#received(data as TabMessage);
    this.#leadership = new Leadership({
      ...ports,
      tabs,
      ping: () => this.#post({ kind: "ping" }),
      won: () => {
        this.#post({ kind: "pong" });
        ports.won();
      },
    });
  }

  /** Asks for the lead, and for the state of the device if another tab leads. */
  start(): void {
    this.#leadership.start();
    this.#post({ kind: "hello", id: this.#id });
  }

  /** Called when this tab has an epoch as the leader. */
  begin(epoch: number): void {
    this.#epoch = epoch;
  }

  /** Called when the device of this tab accepts calls. */
  leads(snapshot: Snapshot): void {
    this.#post({ kind: "snapshot", epoch: this.#epoch, id: undefined, snapshot });
  }

  /** Posts an event of this tab's device to the other tabs. */
  announce(event: DeviceEvent): void {
    this.#post({ kind: "event", epoch: this.#epoch, event });
  }

  /** Sends a call to the leader, and checks whether the leader is alive. */
  ask(call: Call): void {
    this.#post(call);
    this.#leadership.probe();
  }

  /** Answers a call of another tab, if the device still leads then. */
  answer({ id }: Call, work: Promise<unknown>, leads: () => boolean): void {
    const post = (result: Pick<CallResult, "value" | "error">) =>
      leads() && this.#post({ kind: "result", id, ...result });
    work.then(
      value => post({ value }),
      // A browser would clone only the message of an error.
      ({ code, message, peer }: ChatError) => post({ error: { code, message, peer } }),
    );
  }

  #post(message: TabMessage): void {
    this.#channel.postMessage(message);
  }

  #received(message: TabMessage): void {
    switch (message.kind) {
      case "ping":
        if (this.#leadership.isLeader) {
          this.#post({ kind: "pong" });
        }
        break;
      case "pong":
        this.#leadership.heard();
        break;
      case "hello":
        this.#welcome(message.id);
        break;
      case "snapshot":
        this.#follow(message);
        break;
      case "event":
        if (this.#isLatest(message)) {
          this.#ports.event(message.event);
        }
        break;
      case "call":
        this.#ports.call(message);
        break;
      case "result":
        this.#ports.result(message);
    }
  }

  #welcome(id: string): void {
    const snapshot = this.#ports.snapshot();
    if (snapshot) {
      // Posted in the same step, so that later events are posted after the snapshot.
      this.#post({ kind: "snapshot", epoch: this.#epoch, id, snapshot });
    }
  }

  #follow({ epoch, id, snapshot }: TabMessage & { readonly kind: "snapshot" }): void {
    if (this.#leadership.isLeader && epoch > this.#epoch) {
      this.#leadership.concede();
    }
    const isForThis = id === undefined || id === this.#id;
    if (this.#isLatest({ epoch }) && isForThis) {
      this.#ports.followed(snapshot);
    }
  }

  #isLatest({ epoch }: { readonly epoch: number }): boolean {
    if (epoch < this.#epoch) {
      return false;
    }
    this.#epoch = epoch;
    this.#leadership.heard();
    return true;
  }

  /** Leaves the group, so that another tab may lead. */
  end(): void {
    this.#leadership.end();
    this.#channel.close();
  }
}
