package chat.search;

import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.InvalidValueException;
import chat.domain.UserId;
import chat.port.ConversationList.Place;
import chat.protocol.Search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a search continues: in the group of conversations after a place, in the conversation with
/// `peer`, before an entry.
///
/// The conversations of a group are ordered by their last messages, which may change between two
/// pages. So the cursor names those that are done.
///
/// @param after the last place of the group before; empty in the first group
/// @param done the [#key]s of the conversations of the group that are done
record SearchCursor(Optional<Place> after, Set<String> done, UserId peer, long before) {
    private static final int KEY_LENGTH = 6;
    private static final String SEPARATOR = "\n";
    private static final int FIXED_PARTS = 5;

    SearchCursor {
        done = Set.copyOf(done);
    }

    /// The short name of a conversation, so that a cursor fits into a frame. Two of a group collide
    /// with a probability of 10⁻⁹.
    static String key(ConversationRow row) {
        return ConversationId.of(row.user(), row.peer()).value().substring(0, KEY_LENGTH);
    }

    boolean isDone(ConversationRow row) {
        return done.contains(key(row));
    }

    /// The cursor as the client gets it. It is valid only for the same search.
    String encode(Search search) {
        var parts = new ArrayList<String>();
        parts.add(check(search));
        parts.add(after.map(place -> Long.toString(place.activeDay())).orElse(""));
        parts.add(after.map(place -> place.peer().value()).orElse(""));
        parts.add(peer.value());
        parts.add(Long.toString(before));
        done.stream().sorted().forEach(parts::add);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /// @throws InvalidValueException if the text is not a cursor of this search
    static SearchCursor decode(Search search, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split(SEPARATOR, -1));
            if (parts.size() >= FIXED_PARTS && parts.getFirst().equals(check(search))) {
                return read(search, parts);
            }
        } catch (IllegalArgumentException malformed) {
            throw notOurs();
        }
        throw notOurs();
    }

    private static SearchCursor read(Search search, List<String> parts) {
        Optional<Place> after =
                parts.get(1).isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Place(Long.parseLong(parts.get(1)), new UserId(parts.get(2))));
        var peer = new UserId(parts.get(3));
        long before = Long.parseLong(parts.get(4));
        boolean isOfSearch = search.peer().isEmpty() || search.peer().get().equals(peer);
        if (!isOfSearch || before < 1 || before > search.before()) {
            throw notOurs();
        }
        var done = new HashSet<>(parts.subList(FIXED_PARTS, parts.size()));
        return new SearchCursor(after, done, peer, before);
    }

    private static String check(Search search) {
        String scope = search.peer().map(UserId::value).orElse("") + search.before();
        return search.query().hash(scope).base64Url().substring(0, KEY_LENGTH);
    }

    private static InvalidValueException notOurs() {
        return new InvalidValueException("must come from a searched frame of this search");
    }
}
