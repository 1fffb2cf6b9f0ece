import { ChatError, codeOf } from "../errors.js";
import type { ConversationPosition, Entry } from "../protocol/model.js";
import type { Accepted, CaughtUp, Decoded, Messages, Rejected } from "../protocol/server-frames.js";
import { LogReplica } from "./log-replica.js";
import type { Parts } from "./parts.js";
import type { Session } from "./session.js";

/** Passes a frame of the server to the parts of the device that it concerns. */
export function receive(parts: Parts, session: Session, frame: Decoded): void {
  const { acks, connections, replicas, emit, fail, hiding, outbox, requests, watching } = parts;
  switch (frame.type) {
    case "messages":
      messages(parts, frame);
      break;
    case "accepted":
      accepted(parts, frame);
      break;
    case "receipt":
      change(parts, frame.peer, replica => replica.receipt(frame.delivered, frame.read));
      break;
    case "cursor":
      change(parts, frame.peer, replica => replica.markRead(frame.read));
      break;
    case "caughtUp":
      caughtUp(parts, session, frame);
      break;
    case "acked":
      acks.acked(frame.requestId);
      break;
    case "rejected":
      rejected(parts, session, frame);
      break;
    case "presence":
      watching.heard(frame.users);
      break;
    case "conversation":
      change(parts, frame.peer, replica => replica.set(frame));
      break;
    case "hidden":
      if (frame.requestId === undefined) {
        hiding.heard(frame.peer, frame);
      }
      break;
    case "typing":
      emit({ type: "typing", peer: frame.peer, state: frame.state });
      break;
    case "gatewayError":
      outbox.failed();
      acks.failed();
      break;
    case "malformed":
      fail(new ChatError("malformedFrame", `A malformed frame: ${frame.reason}`));
      break;
  }
  requests.answered(frame);
  if (replicas.hasGap) {
    connections.current?.repair();
  }
}

function change({ replicas }: Parts, peer: string, how: (replica: LogReplica) => void): void {
  const replica = replicas.of(peer);
  how(replica);
  replicas.changed(replica);
}

function messages({ acks, replicas }: Parts, { peer, after, messages, digest }: Messages): void {
  const replica = replicas.of(peer);
  const taken = replica.take(messages, after);
  replicas.took(replica, taken);
  replicas.compare(replica, (messages.at(-1) as Entry).seq, digest);
  if (taken.fresh.length === 0) {
    acks.again(replica);
  }
}

function accepted({ replicas, identity, outbox }: Parts, frame: Accepted): void {
  const replica = replicas.of(frame.peer);
  const entry = outbox.accepted(frame, identity.user as string);
  replica.reaches(frame.seq);
  replicas.took(replica, replica.take(entry ? [entry] : []));
  replicas.compare(replica, frame.seq, frame.digest);
  outbox.pump();
}

function caughtUp(parts: Parts, session: Session, frame: CaughtUp): void {
  const { acks, connections, hiding, identity, outbox, pages, requests, watching } = parts;
  for (const position of frame.conversations) {
    stands(parts, position, !frame.more);
  }
  const first = session.caughtUp(frame);
  if (frame.more) {
    acks.confirmAll();
    return;
  }
  if (frame.at !== undefined) {
    identity.save({ since: frame.at });
  }
  connections.caughtUp(session);
  if (first) {
    outbox.reconnected();
    acks.reconnected();
    requests.reconnected();
    hiding.reconnected();
    watching.reconnected();
    void pages.listOnce();
  }
  if (frame.requestId !== undefined) {
    pages.openMissing();
  }
}

/** @param all whether the catch-up has sent all entries up to `lastSeq` */
function stands(parts: Parts, position: ConversationPosition, all: boolean): void {
  const { peer, lastSeq, cursor, read, peerDelivered, peerRead } = position;
  change(parts, peer, replica => {
    if (all) {
      replica.reaches(lastSeq);
    }
    replica.receipt(peerDelivered, peerRead);
    replica.markRead(read);
    replica.set(position);
    parts.acks.serverKnows(replica, { delivered: cursor, read });
  });
  parts.hiding.stands(position);
}

function rejected(parts: Parts, session: Session, frame: Rejected): void {
  const { acks, connections, replicas, fail, outbox, pages, requests } = parts;
  const { code, peer, clientMessageId } = frame;
  if (code === "tokenExpired") {
    connections.renew(session);
  } else if (requests.rejected(frame)) {
    return;
  } else if (clientMessageId !== undefined) {
    if (code === "conflict") {
      connections.current?.sync();
    }
    outbox.rejected(clientMessageId, frame);
  } else if (code === "ackBeyondLog" && peer !== undefined) {
    replicas.replace(replicas.of(peer), new LogReplica(peer));
    // The next catch-up tells what is hidden.
    void pages.openQuietly(peer);
  } else if (frame.retryable) {
    session.refused(frame);
    acks.failed(frame.retryAfterMs);
  } else {
    fail(new ChatError(codeOf(frame), frame.message, frame));
  }
}
