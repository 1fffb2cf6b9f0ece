package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Tests the texts in `text-vectors.json`, which the client library's `text.test.ts` also reads.
final class TextVectorsTest {
    private final Map<String, Object> vectors = read();

    @Test
    void invisibleTextsAreRejected() {
        for (String text : texts("blank")) {
            assertThat(parsed(Body.Text::new, text)).as(escaped(text)).isEmpty();
        }
    }

    @Test
    void visibleTextsAreAcceptedUnchanged() {
        for (String text : texts("visible")) {
            assertThat(parsed(Body.Text::new, text).map(Body.Text::text))
                    .as(escaped(text))
                    .contains(text);
        }
    }

    @Test
    void namesAreTrimmedAndBlankNamesRejected() {
        assertEach("names", "name", text -> new Name(text).value());
    }

    @Test
    void phoneNumbersAreParsedInCommonFormats() {
        assertEach("phoneNumbers", "number", text -> new ContactNumber(text).value());
    }

    @Test
    void userIdsMayHavePrintableAsciiAndSpaces() {
        var ids = (Map<?, ?>) Objects.requireNonNull(vectors.get("userIds"));

        for (Object valid : (List<?>) Objects.requireNonNull(ids.get("valid"))) {
            assertThat(parsed(UserId::new, (String) valid)).as(escaped((String) valid)).isPresent();
        }
        for (Object invalid : (List<?>) Objects.requireNonNull(ids.get("invalid"))) {
            assertThat(parsed(UserId::new, (String) invalid))
                    .as(escaped((String) invalid))
                    .isEmpty();
        }
    }

    private void assertEach(String table, String field, Function<String, String> value) {
        for (Object row : (List<?>) Objects.requireNonNull(vectors.get(table))) {
            var vector = (Map<?, ?>) row;
            String written = (String) Objects.requireNonNull(vector.get("written"));
            assertThat(parsed(value, written))
                    .as(escaped(written))
                    .isEqualTo(Optional.ofNullable(vector.get(field)));
        }
    }

    private List<String> texts(String table) {
        return ((List<?>) Objects.requireNonNull(vectors.get(table)))
                .stream().map(String.class::cast).toList();
    }

    private static <T> Optional<T> parsed(Function<String, T> value, String text) {
        try {
            return Optional.of(value.apply(text));
        } catch (InvalidValueException refused) {
            return Optional.empty();
        }
    }

    /// Returns the code points of the text in hex.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> escaped.append(String.format("U+%04X ", c)));
        return escaped.toString();
    }

    private static Map<String, Object> read() {
        try (InputStream file =
                Objects.requireNonNull(
                        TextVectorsTest.class.getResourceAsStream("/text-vectors.json"))) {
            return JSON.std.mapFrom(file);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
