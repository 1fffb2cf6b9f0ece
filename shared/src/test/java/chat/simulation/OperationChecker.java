package chat.simulation;

import chat.domain.Body;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Fold.Reaction;
import chat.domain.Preview;
import chat.domain.UserId;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Checks operations once the faults have stopped and time has passed: what is stored with
/// messages, what rows and devices show, and what `history` with `fold` gives, is what the log
/// says; and the text of a removed message is nowhere.
final class OperationChecker {
    private final SystemUnderTest system;

    OperationChecker(SystemUnderTest system) {
        this.system = system;
    }

    /// A message as the whole log makes it.
    private static final class Folded {
        private final Entry message;
        private final Set<Long> edits = new HashSet<>();
        private final Map<String, Reaction> reactions = new TreeMap<>();
        private long lastEdit;
        private long removedBy;

        Folded(Entry message) {
            this.message = message;
        }

        /// Operations are taken in the log's order.
        void take(Entry operation, InvariantChecker checker) {
            if (operation.kind().equals(EntryKind.EDIT)) {
                edits.add(operation.seq());
                lastEdit = operation.seq();
            } else if (operation.kind().equals(EntryKind.REMOVE)) {
                removedBy = removedBy == 0 ? operation.seq() : removedBy;
            } else {
                String emoji = checker.written(operation.clientMessageId().value()).draft().text();
                reactions.put(operation.from().value(), new Reaction(operation.seq(), emoji));
            }
        }
    }

    void check() {
        checkAll(this::check);
    }

    /// Checks only what is stored. It holds before the next message too: an operation is finished
    /// although its sender is gone.
    void checkTables() {
        checkAll(this::checkTables);
    }

    private void checkAll(Consumer<Pair> check) {
        for (UserId user : system.users()) {
            for (UserId peer : system.users()) {
                if (!user.equals(peer)) {
                    check.accept(new Pair(user, peer));
                }
            }
        }
    }

    private void checkTables(Pair pair) {
        List<Entry> log = system.log(pair);
        Map<Long, Folded> folded = folded(log);
        if (pair.user().compareTo(pair.peer()) < 0) {
            folded.values().forEach(message -> checkStored(log, message));
        }
        checkPreview(pair, log, folded);
    }

    private void check(Pair pair) {
        checkTables(pair);
        List<Entry> log = system.log(pair);
        Map<Long, Folded> folded = folded(log);
        system.devices().stream()
                .filter(device -> device.isRunning() && device.user().equals(pair.user()))
                .forEach(device -> checkDevice(device, pair.peer(), log, folded));
        if (log.stream().anyMatch(entry -> !entry.kind().isMessage())) {
            folded.values().forEach(message -> checkIsland(pair, log, message));
        }
    }

    private Map<Long, Folded> folded(List<Entry> log) {
        var folded = new TreeMap<Long, Folded>();
        for (Entry entry : log) {
            if (entry.kind().isMessage()) {
                folded.put(entry.seq(), new Folded(entry));
            } else {
                Objects.requireNonNull(folded.get(entry.target())).take(entry, system.checker());
            }
        }
        return folded;
    }

    private String written(Entry entry) {
        return system.checker().written(entry.clientMessageId().value()).draft().text();
    }

    /// The text that everybody must show of a message.
    private String text(List<Entry> log, Folded folded) {
        if (folded.removedBy > 0) {
            return "";
        }
        return written(folded.lastEdit > 0 ? at(log, folded.lastEdit) : folded.message);
    }

    private static Entry at(List<Entry> log, long seq) {
        return log.get((int) seq - 1);
    }

    private void checkStored(List<Entry> log, Folded folded) {
        Entry message = folded.message;
        var fold = message.fold();
        check(
                fold.edits().equals(folded.edits)
                        && fold.removedBy().orElse(0) == folded.removedBy
                        && reactions(fold.reactions()).equals(folded.reactions),
                () -> "not what the log says: " + message);
        boolean removed = folded.removedBy > 0;
        check(message.body().isEmpty() == removed, () -> "the text is wrong: " + message);
        for (long edit : folded.edits) {
            check(
                    at(log, edit).body().isEmpty() == removed,
                    () -> "the text of an edit is wrong: " + at(log, edit));
        }
    }

    private static Map<String, Reaction> reactions(Map<UserId, Reaction> stored) {
        var byName = new TreeMap<String, Reaction>();
        stored.forEach((user, reaction) -> byName.put(user.value(), reaction));
        return byName;
    }

    /// A row that lags behind shows an older message, but never a removed text.
    private void checkPreview(Pair pair, List<Entry> log, Map<Long, Folded> folded) {
        var row = system.row(pair);
        row.flatMap(found -> found.lastMessage())
                .ifPresent(
                        shown -> {
                            Folded message = Objects.requireNonNull(folded.get(shown.seq()));
                            String expected = preview(text(log, message));
                            check(
                                    shown.text().equals(expected),
                                    () ->
                                            "the row of "
                                                    + pair
                                                    + " shows "
                                                    + shown.text()
                                                    + " instead of "
                                                    + expected);
                        });
        row.filter(found -> found.lastSeq() == log.size())
                .ifPresent(
                        found -> {
                            long operations = (long) log.size() - folded.size();
                            check(
                                    found.operations() == operations,
                                    () -> operations + " operations, but the row is " + found);
                        });
    }

    private static String preview(String text) {
        return text.isEmpty() ? "" : Preview.shortened(new Body.Text(text));
    }

    private void checkDevice(
            Device device, UserId peer, List<Entry> log, Map<Long, Folded> folded) {
        ConversationReplica conversation = device.store().conversation(peer);
        conversation
                .entries()
                .forEach(
                        (seq, held) -> {
                            Folded message = folded.get(held.isMessage() ? seq : held.target());
                            boolean removed =
                                    message != null
                                            && message.removedBy > 0
                                            && !held.kind().equals(ReceivedEntry.REACTION);
                            check(
                                    !removed || held.text().isEmpty(),
                                    () -> device.id().value() + " keeps a removed text: " + held);
                        });
        conversation.entries().keySet().stream()
                .filter(folded::containsKey)
                .map(folded::get)
                .forEach(
                        message -> {
                            long seq = message.message.seq();
                            var folds = conversation.folds();
                            boolean same =
                                    folds.text(seq).equals(text(log, message))
                                            && folds.isRemoved(seq) == message.removedBy > 0
                                            && folds.edits(seq) == message.edits.size()
                                            && folds.reactions(seq).equals(message.reactions);
                            check(
                                    same,
                                    () ->
                                            device.id().value()
                                                    + " shows another state of "
                                                    + message.message);
                        });
    }

    /// Compares with a page of `history` with `fold` that has this message only.
    private void checkIsland(Pair pair, List<Entry> log, Folded folded) {
        Entry message = folded.message;
        var page = system.island(pair, message.seq());
        boolean removed = folded.removedBy > 0;
        boolean changed =
                !folded.edits.isEmpty()
                        || folded.reactions.values().stream().anyMatch(r -> !r.emoji().isEmpty());
        check(
                page.isPresent() == (changed && !removed),
                () -> "the island of " + message + " has the state " + page);
        page.ifPresent(
                state -> {
                    String text =
                            state.edit()
                                    .flatMap(Entry::body)
                                    .map(body -> ((Body.Edit) body).text())
                                    .orElseGet(() -> written(message));
                    check(
                            text.equals(text(log, folded)),
                            () -> "the island of " + message + " shows " + state);
                });
    }

    private static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(otherwise.get());
        }
    }
}
