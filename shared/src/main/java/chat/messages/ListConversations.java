package chat.messages;

import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.InvalidValueException;
import chat.domain.UserId;
import chat.port.ConversationList;
import chat.port.ConversationList.Place;
import chat.port.Parallel;
import chat.port.Profiles;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.FrameSize;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.ConversationsPage;
import chat.protocol.ServerFrame.Rejected;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Lists a user's conversations in pages: newest day first, within a page by last activity.
public final class ListConversations {
    private final ConversationList list;
    private final Profiles profiles;
    private final Parallel parallel;

    public ListConversations(ConversationList list, Profiles profiles, Parallel parallel) {
        this.list = list;
        this.profiles = profiles;
        this.parallel = parallel;
    }

    /// @return [ConversationsPage], ending at the limit or at one frame
    public ServerFrame handle(Caller caller, ClientFrame.Conversations frame) {
        Optional<Place> after;
        try {
            after = frame.cursor().map(ListConversations::decode);
        } catch (InvalidValueException invalid) {
            return Rejected.of(
                    frame.requestId(), ErrorCode.INVALID_FIELD, "cursor " + invalid.getMessage());
        }
        int limit = frame.limit();
        List<Place> found = list.newest(caller.user(), after, limit + 1);
        List<Place> places = found.subList(0, Math.min(found.size(), limit));
        var read =
                parallel.both(
                        () -> rows(caller.user(), places),
                        () -> profiles.hidesReadReceipts(caller.user()));
        List<ConversationRow> rows =
                read.second()
                        ? read.first().stream().map(ConversationRow::withoutPeerRead).toList()
                        : read.first();
        int fitting = FrameSize.listed(rows);
        Optional<String> cursor =
                fitting < found.size()
                        ? Optional.of(encode(places.get(fitting - 1)))
                        : Optional.empty();
        var page = rows.subList(0, fitting).stream().sorted(ConversationRow.NEWEST_FIRST).toList();
        return new ConversationsPage(frame.requestId(), page, cursor);
    }

    /// Sorts the rows by the order of their places.
    private List<ConversationRow> rows(UserId user, List<Place> places) {
        Map<UserId, ConversationRow> byPeer =
                list.find(user, places.stream().map(Place::peer).toList()).stream()
                        .collect(Collectors.toMap(ConversationRow::peer, Function.identity()));
        return places.stream()
                .map(place -> byPeer.get(place.peer()))
                .map(Objects::requireNonNull)
                .toList();
    }

    private static String encode(Place place) {
        String text = place.activeDay() + ":" + place.peer().value();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Place decode(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            long day = Long.parseLong(text.substring(0, Math.max(0, colon)));
            return new Place(day, new UserId(text.substring(colon + 1)));
        } catch (IllegalArgumentException notOurs) {
            throw new InvalidValueException("must come from a conversations frame");
        }
    }
}
