package chat.simulation;

import chat.domain.Block;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationSettings;
import chat.port.HiddenMessages;
import chat.port.MessageLog;
import chat.port.Receipts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The ports of logs and rows in one invocation: each call takes time and may fail.
final class FaultyConversations {
    private FaultyConversations() {}

    static void slow(Invocation invocation, SimulatedSystem system) {
        if (!system.conditions().logCall().isZero()) {
            invocation.pause(system.random().around(system.conditions().logCall()));
        }
    }

    record FaultyLog(Invocation invocation, SimulatedSystem system, MessageLog to)
            implements MessageLog {
        @Override
        public AppendResult append(ConversationId conversation, Entry entry) {
            return call("append " + entry.seq(), () -> to.append(conversation, entry));
        }

        @Override
        public Optional<Entry> find(ConversationId conversation, long seq) {
            return call("entry", () -> to.find(conversation, seq));
        }

        @Override
        public Optional<Entry> current(ConversationId conversation, long seq) {
            return call("current " + seq, () -> to.current(conversation, seq));
        }

        @Override
        public Entry fold(ConversationId conversation, Entry operation) {
            return call("fold " + operation.seq(), () -> to.fold(conversation, operation));
        }

        @Override
        public void erase(ConversationId conversation, long seq) {
            call(
                    "erase " + seq,
                    () -> {
                        to.erase(conversation, seq);
                        return "done";
                    });
        }

        @Override
        public List<Entry> after(ConversationId conversation, long after, int limit) {
            return call("entries after " + after, () -> to.after(conversation, after, limit));
        }

        @Override
        public List<Entry> newest(ConversationId conversation, long from, long before, int limit) {
            return call("newest from " + from, () -> to.newest(conversation, from, before, limit));
        }

        private <T> T call(String name, Supplier<T> effect) {
            slow(invocation, system);
            return invocation.call(name, effect);
        }
    }

    record FaultyIndex(Invocation invocation, ConversationIndex to) implements ConversationIndex {
        @Override
        public Optional<ConversationRow> find(UserId user, UserId peer) {
            return invocation.call("row", () -> to.find(user, peer));
        }

        @Override
        public boolean index(UserId user, UserId peer, Entry entry, Instant now) {
            return invocation.call(
                    "index for " + user.value(), () -> to.index(user, peer, entry, now));
        }

        @Override
        public boolean indexFrom(
                DeviceId device, UserId user, UserId peer, Entry entry, Instant now) {
            return invocation.call(
                    "index for " + device.value(),
                    () -> to.indexFrom(device, user, peer, entry, now));
        }

        @Override
        public boolean indexOperation(
                Optional<DeviceId> device,
                UserId user,
                UserId peer,
                Entry operation,
                Optional<Preview> lastMessage,
                Instant now) {
            return invocation.call(
                    "index operation for " + user.value(),
                    () -> to.indexOperation(device, user, peer, operation, lastMessage, now));
        }
    }

    record FaultyList(Invocation invocation, ConversationList to) implements ConversationList {
        @Override
        public List<ConversationRow> all(UserId user) {
            return invocation.call("all rows", () -> to.all(user));
        }

        @Override
        public List<ConversationRow> find(UserId user, Collection<UserId> peers) {
            return peers.isEmpty()
                    ? List.of()
                    : invocation.call("rows", () -> to.find(user, peers));
        }

        @Override
        public List<Place> activeSince(UserId user, long day) {
            return invocation.call("places since", () -> to.activeSince(user, day));
        }

        @Override
        public List<Place> newest(UserId user, Optional<Place> after, int limit) {
            return invocation.call("newest places", () -> to.newest(user, after, limit));
        }
    }

    record FaultyReceipts(Invocation invocation, ReceiptChecker checker, Receipts to)
            implements Receipts {
        @Override
        public Advanced advancePeer(UserId user, UserId peer, Receipt peerReceipt, Instant now) {
            return invocation.call(
                    "peer's row", () -> checked(to.advancePeer(user, peer, peerReceipt, now)));
        }

        @Override
        public Advanced advanceOwn(UserId user, UserId peer, Progress progress, Instant now) {
            return invocation.call(
                    "own row", () -> checked(to.advanceOwn(user, peer, progress, now)));
        }

        private Advanced checked(Advanced advanced) {
            return new Advanced(
                    checker.row(advanced.row()), advanced.moved(), advanced.readMoved());
        }

        @Override
        public void setPeerBlock(UserId user, UserId peer, Block block) {
            invocation.call("setPeerBlock", () -> to.setPeerBlock(user, peer, block));
        }

        @Override
        public void forget(UserId user, UserId peer, Set<String> deviceKeys) {
            invocation.call("forget", () -> to.forget(user, peer, deviceKeys));
        }
    }

    record FaultySettings(Invocation invocation, ReceiptChecker checker, ConversationSettings to)
            implements ConversationSettings {
        @Override
        public ConversationRow row(UserId user, UserId peer) {
            return invocation.call("settings", () -> to.row(user, peer));
        }

        @Override
        public ConversationRow change(
                UserId user, UserId peer, Map<Setting, Boolean> set, Instant now) {
            return invocation.call(
                    "change " + set, () -> checker.row(to.change(user, peer, set, now)));
        }
    }

    record FaultyHidden(Invocation invocation, SimulatedSystem system, HiddenMessages to)
            implements HiddenMessages {
        @Override
        public ConversationRow row(UserId user, UserId peer) {
            return invocation.call("row", () -> to.row(user, peer));
        }

        @Override
        public void add(UserId user, UserId peer, Collection<Long> seqs, long version) {
            slow(invocation, system);
            invocation.call("hide " + seqs, () -> to.add(user, peer, seqs, version));
        }

        @Override
        public Optional<ConversationRow> publish(
                UserId user, UserId peer, long version, Instant now) {
            return invocation.call(
                    "hidden version " + version,
                    () ->
                            to.publish(user, peer, version, now)
                                    .map(system.checker().receipts()::row));
        }

        @Override
        public ConversationRow clear(UserId user, UserId peer, long upTo, Instant now) {
            return invocation.call(
                    "clear " + upTo,
                    () -> system.checker().receipts().row(to.clear(user, peer, upTo, now)));
        }

        @Override
        public Page since(UserId user, UserId peer, long version, long after, int limit) {
            return invocation.call(
                    "hidden since " + version, () -> to.since(user, peer, version, after, limit));
        }

        @Override
        public Set<Long> between(UserId user, UserId peer, long from, long to) {
            return invocation.call("hidden", () -> this.to.between(user, peer, from, to));
        }
    }
}
