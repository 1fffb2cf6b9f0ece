package chat.protocol;

import static chat.protocol.FrameObject.object;
import static chat.protocol.FrameObject.reply;

import chat.domain.SearchQuery;
import chat.domain.UserId;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The codec of the frames of search.
final class SearchFrames {
    private SearchFrames() {}

    static ClientFrame search(Fields fields, Optional<String> requestId) {
        SearchQuery query = fields.value("query", SearchQuery::of);
        Optional<UserId> peer = fields.optionalValue("peer", UserId::new);
        OptionalLong before = fields.optionalInteger("before", 1);
        if (before.isPresent() && peer.isEmpty()) {
            throw fields.wrong("before", "needs peer");
        }
        return new Search(
                requestId,
                query,
                peer,
                before.orElse(Long.MAX_VALUE),
                fields.limit(Search.LIMIT_DEFAULT, Search.LIMIT_MAX),
                fields.optionalText("cursor"));
    }

    static Map<String, Object> searched(ServerFrame.Searched page) {
        var fields = reply("searched", page.requestId());
        fields.put("hits", page.hits().stream().map(SearchFrames::hit).toList());
        page.cursor().ifPresent(cursor -> fields.put("cursor", cursor));
        return fields;
    }

    static Map<String, Object> hit(ServerFrame.Hit hit) {
        return object(
                "peer", hit.peer().value(),
                "seq", hit.seq(),
                "from", hit.from().value(),
                "sentAt", hit.sentAt().toEpochMilli(),
                "snippet", hit.snippet().text(),
                "matches",
                        hit.snippet().matches().stream()
                                .map(match -> List.of(match.start(), match.end()))
                                .toList());
    }
}
