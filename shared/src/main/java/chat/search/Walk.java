package chat.search;

import chat.domain.BlockLayout;
import chat.domain.ConversationRow;
import chat.domain.UserId;
import chat.port.ConversationList;
import chat.port.ConversationList.Place;
import chat.protocol.Search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Goes through the pieces of a search in their order: groups of conversations from the last active
/// day to the first, the conversations of a group by their last messages, and the pieces of a
/// conversation from the newest to the oldest.
final class Walk {
    /// The conversations of a group. A request reads the rows of the groups that it goes through.
    static final int GROUP = 16;

    private final ConversationList list;
    private final BlockLayout layout;
    private final UserId user;
    private final Search search;
    private final Budget budget;

    private final Deque<ConversationRow> rows = new ArrayDeque<>();
    private final Set<String> done = new HashSet<>();
    private Optional<Place> after = Optional.empty();
    private Optional<Place> next = Optional.empty();
    private boolean isLastGroup;
    private long before;

    private Walk(
            ConversationList list, BlockLayout layout, UserId user, Search search, Budget budget) {
        this.list = list;
        this.layout = layout;
        this.user = user;
        this.search = search;
        this.budget = budget;
        this.before = search.before();
    }

    /// Starts at the newest piece.
    static Walk start(
            ConversationList list, BlockLayout layout, UserId user, Search search, Budget budget) {
        var walk = new Walk(list, layout, user, search, budget);
        walk.readGroup();
        return walk;
    }

    /// Continues where a cursor points.
    static Walk resume(
            ConversationList list,
            BlockLayout layout,
            UserId user,
            Search search,
            Budget budget,
            SearchCursor cursor) {
        var walk = new Walk(list, layout, user, search, budget);
        walk.next = cursor.after();
        walk.readGroup();
        walk.rows.removeIf(cursor::isDone);
        walk.done.addAll(cursor.done());
        walk.rows.stream()
                .filter(row -> row.peer().equals(cursor.peer()))
                .findFirst()
                .ifPresent(
                        row -> {
                            walk.rows.remove(row);
                            walk.rows.addFirst(row);
                            walk.before = cursor.before();
                        });
        return walk;
    }

    /// The next pieces; empty at the end of the search.
    List<Step> next(int limit) {
        var steps = new ArrayList<Step>();
        while (steps.size() < limit && (!rows.isEmpty() || !isLastGroup)) {
            if (rows.isEmpty()) {
                readGroup();
                continue;
            }
            var piece = Piece.newest(layout, rows.getFirst(), before);
            if (piece.isPresent()) {
                steps.add(new Step(piece.get(), after, done));
                before = piece.get().from();
            } else {
                done.add(SearchCursor.key(rows.removeFirst()));
                before = search.before();
            }
        }
        return steps;
    }

    private void readGroup() {
        after = next;
        done.clear();
        search.peer().ifPresentOrElse(this::readRow, this::readRows);
    }

    /// A conversation without a row may still have entries, if their sender died.
    private void readRow(UserId peer) {
        rows.addAll(list.find(user, List.of(peer)));
        if (rows.isEmpty()) {
            rows.add(ConversationRow.empty(user, peer));
        }
        isLastGroup = true;
        budget.spend(1);
    }

    private void readRows() {
        var places = list.newest(user, after, GROUP);
        isLastGroup = places.size() < GROUP;
        if (!places.isEmpty()) {
            next = Optional.of(places.getLast());
            list.find(user, places.stream().map(Place::peer).toList()).stream()
                    .sorted(ConversationRow.NEWEST_FIRST)
                    .forEach(rows::add);
        }
        budget.spend(1.0 + places.size());
    }
}
