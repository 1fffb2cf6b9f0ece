package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Tests the texts in `search-vectors.json`, which the client library's tests also read.
final class SearchVectorsTest {
    private final Map<String, Object> vectors = read();

    @Test
    void textsAreFolded() {
        for (Object vector : (List<?>) Objects.requireNonNull(vectors.get("folds"))) {
            String text = (String) ((List<?>) vector).getFirst();
            String folded = (String) ((List<?>) vector).getLast();

            assertThat(FoldedText.fold(text)).as(text).isEqualTo(folded);
            assertThat(FoldedText.of(text).text()).as(text).isEqualTo(folded);
        }
    }

    @Test
    void wordsMatchInTexts() {
        for (Object vector : (List<?>) Objects.requireNonNull(vectors.get("matches"))) {
            var fields = (Map<?, ?>) vector;
            String text = (String) Objects.requireNonNull(fields.get("text"));
            var query = SearchQuery.of((String) Objects.requireNonNull(fields.get("query")));
            var matches = query.in(text).stream().map(m -> List.of(m.start(), m.end())).toList();

            assertThat((Object) matches).as(text).isEqualTo(fields.get("matches"));
            assertThat(query.isIn(text)).as(text).isEqualTo(!matches.isEmpty());
        }
    }

    private static Map<String, Object> read() {
        try (InputStream file =
                SearchVectorsTest.class.getResourceAsStream("/search-vectors.json")) {
            return JSON.std.mapFrom(Objects.requireNonNull(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
