package chat.simulation;

import chat.domain.Body;
import chat.domain.ConversationId;
import chat.domain.Counts;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Fold;
import chat.domain.Preview;
import chat.domain.UserId;
import chat.port.ConversationIndex;
import chat.port.EntryBuilder;
import chat.port.MessageLog;
import chat.simulation.Forwarding.ToIndex;
import chat.simulation.Forwarding.ToLog;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/// Mistakes with operations.
final class OperationMistakes {
    private OperationMistakes() {}

    /// Of the edits only the last one is known, so a removal erases no other.
    static Ports onlyTheLastEdit(Ports ports, Invocation invocation, SimulatedSystem system) {
        record OnlyTheLastEdit(MessageLog to) implements ToLog {
            @Override
            public Entry fold(ConversationId conversation, Entry operation) {
                return lastOnly(to.fold(conversation, operation));
            }

            @Override
            public Optional<Entry> find(ConversationId conversation, long seq) {
                return to.find(conversation, seq).map(OnlyTheLastEdit::lastOnly);
            }

            private static Entry lastOnly(Entry entry) {
                SortedSet<Long> edits = entry.fold().edits();
                var last = edits.isEmpty() ? edits : edits.tailSet(edits.last());
                var fold = new Fold(last, entry.fold().removedBy(), entry.fold().reactions());
                return EntryBuilder.from(entry).fold(fold).build();
            }
        }
        return ports.with(new OnlyTheLastEdit(ports.log()));
    }

    /// The text of a removed message is erased, but not that of its edits.
    static Ports editsNotErased(Ports ports, Invocation invocation, SimulatedSystem system) {
        record EditsNotErased(MessageLog to) implements ToLog {
            @Override
            public void erase(ConversationId conversation, long seq) {}
        }
        return ports.with(new EditsNotErased(ports.log()));
    }

    /// Of two reactions of a user the one that is folded last counts.
    static Ports reactionsUnordered(Ports ports, Invocation invocation, SimulatedSystem system) {
        record Unordered(MessageLog to, SimulatedSystem system) implements ToLog {
            @Override
            public Entry fold(ConversationId conversation, Entry operation) {
                if (operation.kind().equals(EntryKind.REACTION)) {
                    system.tables().log().forgetReaction(conversation, operation);
                }
                return to.fold(conversation, operation);
            }
        }
        return ports.with(new Unordered(ports.log(), system));
    }

    /// An operation on the last message leaves its preview as it was.
    static Ports previewNotChanged(Ports ports, Invocation invocation, SimulatedSystem system) {
        record PreviewNotChanged(ConversationIndex to, SimulatedSystem system) implements ToIndex {
            @Override
            public boolean indexOperation(
                    Optional<DeviceId> device,
                    UserId user,
                    UserId peer,
                    Entry operation,
                    Optional<Preview> lastMessage,
                    Instant now) {
                long shown =
                        system.row(new Pair(user, peer))
                                .flatMap(row -> row.lastMessage())
                                .map(Preview::seq)
                                .orElse(0L);
                var needed = lastMessage.filter(preview -> preview.seq() != shown);
                return to.indexOperation(device, user, peer, operation, needed, now);
            }
        }
        return ports.with(new PreviewNotChanged(ports.index(), system));
    }

    /// Operations count as messages.
    static Ports operationsCounted(Ports ports, Invocation invocation, SimulatedSystem system) {
        record Counted(ConversationIndex to) implements ToIndex {
            @Override
            public boolean indexOperation(
                    Optional<DeviceId> device,
                    UserId user,
                    UserId peer,
                    Entry operation,
                    Optional<Preview> lastMessage,
                    Instant now) {
                return to.indexOperation(device, user, peer, counted(operation), lastMessage, now);
            }
        }
        return ports.with(new Counted(ports.index()));
    }

    /// Settling leaves the members' rows to the next entry.
    static Ports rowsNotSettled(Ports ports, Invocation invocation, SimulatedSystem system) {
        record RowsLeft(ConversationIndex to) implements ToIndex {
            @Override
            public boolean indexOperation(
                    Optional<DeviceId> device,
                    UserId user,
                    UserId peer,
                    Entry operation,
                    Optional<Preview> lastMessage,
                    Instant now) {
                return true;
            }
        }
        return invocation.name().startsWith(SettleFunction.NAME)
                ? ports.with(new RowsLeft(ports.index()))
                : ports;
    }

    /// A removal is stopped by a block.
    static boolean isStopped(Body body, SimulatedSystem system, UserId caller, UserId to) {
        var relation = system.tables().conversations().row(to, caller).relation();
        return body instanceof Body.Remove && (relation.blocks() || relation.blocked());
    }

    private static Entry counted(Entry entry) {
        var counts = new Counts(entry.counts().ofSender() + 1, entry.counts().ofOther());
        return EntryBuilder.from(entry).counts(counts).build();
    }
}
