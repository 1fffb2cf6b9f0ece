import type { DeviceEvent, Snapshot } from "../device/events.js";
import type { Channel, Environment } from "../environment.js";
import { ChatError } from "../errors.js";
import type { Call, CallResult } from "../host/calls.js";
import { Leadership, type LeadershipPorts } from "./leadership.js";
import type { TabMessage } from "./messages.js";

/** What a group of tabs needs of this tab. */
export interface TabGroupPorts extends Pick<LeadershipPorts, "won" | "lost" | "refused"> {
  readonly name: string;
  readonly environment: Environment;
  /** Another tab leads, and this is the state of its device. */
  followed(snapshot: Snapshot): void;
  /** The state of this tab's device, if it leads. */
  snapshot(): Snapshot | undefined;
  /** An event of the leader's device. */
  event(event: DeviceEvent): void;
  /** Another tab makes a call: the leader answers it. */
  call(call: Call): void;
  /** The result of a call, of this tab or of another one. */
  result(result: CallResult): void;
}

/** The tabs that share a device: the leader, and the messages between the tabs. */
export class TabGroup {
  readonly #ports: TabGroupPorts;
  readonly #id: string;
  readonly #channel: Channel;
  readonly #leadership: Leadership;
  /** Of the latest leader: messages of an earlier one are ignored. */
  #epoch = 0;

  /** @throws `ChatError` `storageUnavailable` if tabs cannot share anything here */
  constructor(ports: TabGroupPorts) {
    const { name, environment } = ports;
    const { tabs } = environment;
    if (!tabs) {
      const message = "This browser has no Web Locks or no BroadcastChannel here.";
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

  /** This tab has an epoch as the leader. */
  begin(epoch: number): void {
    this.#epoch = epoch;
  }

  /** The device of this tab can be called. */
  leads(snapshot: Snapshot): void {
    this.#post({ kind: "snapshot", epoch: this.#epoch, id: undefined, snapshot });
  }

  /** Posts an event of this tab's device to the other tabs. */
  announce(event: DeviceEvent): void {
    this.#post({ kind: "event", epoch: this.#epoch, event });
  }

  /** Asks the leader, and looks whether it is alive. */
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
      // A browser would clone nothing but the message.
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
      // In the same step: an event after the snapshot is posted after it.
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

  /** Leaves the group: another tab may lead. */
  end(): void {
    this.#leadership.end();
    this.#channel.close();
  }
}
