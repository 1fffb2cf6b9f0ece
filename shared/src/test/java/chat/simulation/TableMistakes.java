package chat.simulation;

import chat.delivery.CatchUpPlan;
import chat.domain.ClientMessageId;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.port.ConversationList;
import chat.port.EntryBuilder;
import chat.port.HiddenMessages;
import chat.port.MessageLog;
import chat.port.Receipts;
import chat.port.RowBuilder;
import chat.simulation.Forwarding.ToHidden;
import chat.simulation.Forwarding.ToLog;
import chat.simulation.Forwarding.ToReceipts;
import chat.simulation.Forwarding.ToRows;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Mistakes with the log and the members' rows.
final class TableMistakes {
    private static final ClientMessageId OTHER =
            new ClientMessageId("00000000-0000-4000-8000-000000000000");

    private TableMistakes() {}

    /// An ack advances the user's own row before the peer's row.
    static Ports ownRowFirst(Ports ports, Invocation invocation, SimulatedSystem system) {
        record Postponed(UserId user, UserId peer, Receipt receipt, Instant now) {}
        record OwnRowFirst(Receipts to, SimulatedSystem system, Map<UserId, Deque<Postponed>> later)
                implements ToReceipts {
            @Override
            public Advanced advancePeer(UserId user, UserId peer, Receipt receipt, Instant now) {
                later.computeIfAbsent(user, _ -> new ArrayDeque<>())
                        .add(new Postponed(user, peer, receipt, now));
                var row = system.tables().conversations().find(user, peer);
                return new Advanced(
                        row.orElseGet(() -> ConversationRow.empty(user, peer)),
                        true,
                        receipt.read() > 0);
            }

            @Override
            public Advanced advanceOwn(UserId user, UserId peer, Progress progress, Instant now) {
                Advanced advanced = to.advanceOwn(user, peer, progress, now);
                Postponed own = Objects.requireNonNull(later.get(peer)).remove();
                to.advancePeer(own.user(), own.peer(), own.receipt(), own.now());
                return advanced;
            }
        }
        return ports.with(new OwnRowFirst(ports.receipts(), system, new HashMap<>()));
    }

    /// A lost race is not compared with one's own earlier attempt.
    static Ports takenNotCompared(Ports ports, Invocation invocation, SimulatedSystem system) {
        record Blind(MessageLog to, Set<Long> taken) implements ToLog {
            @Override
            public AppendResult append(ConversationId conversation, Entry entry) {
                return switch (to.append(conversation, entry)) {
                    case AppendResult.Appended appended -> appended;
                    case AppendResult.Taken(Entry ofOther) -> {
                        taken.add(ofOther.seq());
                        yield new AppendResult.Taken(disguised(ofOther));
                    }
                };
            }

            @Override
            public List<Entry> newest(
                    ConversationId conversation, long from, long before, int limit) {
                return to.newest(conversation, from, before, limit).stream()
                        .map(entry -> taken.contains(entry.seq()) ? disguised(entry) : entry)
                        .toList();
            }

            private static Entry disguised(Entry entry) {
                return EntryBuilder.from(entry).clientMessageId(OTHER).build();
            }
        }
        return ports.with(new Blind(ports.log(), new HashSet<>()));
    }

    /// The third attempt of a message is stored, but treated as a lost race.
    static Ports lastAttemptNotRead(Ports ports, Invocation invocation, SimulatedSystem system) {
        record LastAttemptNotRead(MessageLog to, AtomicInteger attempts) implements ToLog {
            @Override
            public AppendResult append(ConversationId conversation, Entry entry) {
                AppendResult result = to.append(conversation, entry);
                return attempts.incrementAndGet() == 3 && result instanceof AppendResult.Appended
                        ? new AppendResult.Taken(
                                EntryBuilder.from(entry).clientMessageId(OTHER).build())
                        : result;
            }
        }
        return ports.with(new LastAttemptNotRead(ports.log(), new AtomicInteger()));
    }

    /// A catch-up sends another time than the one that was hashed.
    static Ports timeChanged(Ports ports, Invocation invocation, SimulatedSystem system) {
        record LaterTimes(MessageLog to) implements ToLog {
            @Override
            public List<Entry> after(ConversationId conversation, long after, int limit) {
                return to.after(conversation, after, limit).stream()
                        .map(e -> EntryBuilder.from(e).sentAt(e.sentAt().plusMillis(1)).build())
                        .toList();
            }
        }
        return ports.with(new LaterTimes(ports.log()));
    }

    /// A catch-up reads the rows that moved since the day of `since`, not those of the day before.
    static Ports dayBeforeNotRead(Ports ports, Invocation invocation, SimulatedSystem system) {
        record FromTheDayItself(ConversationList to) implements ToRows {
            @Override
            public List<Place> activeSince(UserId user, long day) {
                return to.activeSince(user, day + 1);
            }
        }
        return ports.with(new FromTheDayItself(ports.list()));
    }

    /// A catch-up reads the rows with the newest messages, but not the others that moved.
    static Ports newestRowsOnly(Ports ports, Invocation invocation, SimulatedSystem system) {
        record NewestRows(ConversationList to) implements ToRows {
            @Override
            public List<ConversationRow> all(UserId user) {
                return newest(to.all(user));
            }

            @Override
            public List<ConversationRow> find(UserId user, Collection<UserId> peers) {
                return newest(to.find(user, peers));
            }

            private static List<ConversationRow> newest(List<ConversationRow> rows) {
                return rows.stream()
                        .sorted(ConversationRow.NEWEST_FIRST)
                        .limit(CatchUpPlan.FIRST_CONVERSATIONS)
                        .toList();
            }
        }
        return ports.with(new NewestRows(ports.list()));
    }

    /// A new device receives only the last page of a long conversation, regardless of what other
    /// devices hold.
    static Ports firstPageOnly(Ports ports, Invocation invocation, SimulatedSystem system) {
        record AllDelivered(ConversationList to) implements ToRows {
            @Override
            public List<ConversationRow> all(UserId user) {
                return to.all(user).stream().map(row -> delivered(row)).toList();
            }

            @Override
            public List<ConversationRow> find(UserId user, Collection<UserId> peers) {
                return to.find(user, peers).stream().map(row -> delivered(row)).toList();
            }
        }
        return ports.with(new AllDelivered(ports.list()));
    }

    /// The row gets its version before the blocks of the change are written.
    static Ports versionBeforeBlocks(Ports ports, Invocation invocation, SimulatedSystem system) {
        record RowFirst(HiddenMessages to, Deque<Collection<Long>> postponed) implements ToHidden {
            @Override
            public void add(UserId user, UserId peer, Collection<Long> seqs, long version) {
                postponed.add(seqs);
            }

            @Override
            public Optional<ConversationRow> publish(
                    UserId user, UserId peer, long version, Instant now) {
                Collection<Long> seqs = postponed.remove();
                var published = to.publish(user, peer, version, now);
                if (published.isPresent()) {
                    to.add(user, peer, seqs, version);
                }
                return published;
            }
        }
        return ports.with(new RowFirst(ports.hidden(), new ArrayDeque<>()));
    }

    /// The row's version is incremented even if another change has incremented it since it was
    /// read.
    static Ports versionOnlyIncremented(
            Ports ports, Invocation invocation, SimulatedSystem system) {
        record Incremented(HiddenMessages to) implements ToHidden {
            @Override
            public Optional<ConversationRow> publish(
                    UserId user, UserId peer, long version, Instant now) {
                var published = to.publish(user, peer, version, now);
                return published.isPresent()
                        ? published
                        : publish(user, peer, row(user, peer).hidden().version() + 1, now);
            }
        }
        return ports.with(new Incremented(ports.hidden()));
    }

    private static ConversationRow delivered(ConversationRow row) {
        var delivered =
                RowBuilder.from(row).receipt(new Receipt(row.lastSeq(), row.receipt().read()));
        return row.hasBegun() ? delivered.startedAt(Instant.EPOCH).build() : delivered.build();
    }
}
