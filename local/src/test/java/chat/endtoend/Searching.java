package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// Searches to the last page. On a slow machine a request ends early, and its page has fewer hits.
final class Searching {
    private Searching() {}

    /// @param more further fields of the request, as alternating names and values
    static List<JsonNode> hits(Device device, String query, Object... more) {
        var hits = new ArrayList<JsonNode>();
        var fields = new ArrayList<Object>(List.of(more));
        fields.addAll(List.of("query", query));
        while (true) {
            JsonNode page = device.ask("search", fields.toArray());
            assertThat(page.get("type").asText()).as(page.toString()).isEqualTo("searched");
            page.get("hits").forEach(hits::add);
            if (!page.has("cursor")) {
                return hits;
            }
            fields = new ArrayList<>(List.of(more));
            fields.addAll(List.of("query", query, "cursor", page.get("cursor").asText()));
        }
    }
}
