package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// How a body is shortened for the conversation list.
class PreviewTest {
    private static final String FAMILY = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
    private static final String FLAG = "\ud83c\udde9\ud83c\uddea";

    @Test
    void aShortTextIsNotCut() {
        assertThat(preview("hi")).isEqualTo("hi");
        assertThat(preview("a".repeat(160))).isEqualTo("a".repeat(160));
        assertThat(preview("é".repeat(80))).isEqualTo("é".repeat(80));
    }

    @Test
    void aLongTextIsCutAt160Bytes() {
        assertThat(preview("a".repeat(161))).isEqualTo("a".repeat(160));
        assertThat(preview("a" + "é".repeat(80))).isEqualTo("a" + "é".repeat(79));
    }

    @Test
    void anEmojiIsNeverSplit() {
        assertThat(preview("abc" + "\ud83d\ude00".repeat(50)))
                .isEqualTo("abc" + "\ud83d\ude00".repeat(39));
        assertThat(preview(FLAG.repeat(30))).isEqualTo(FLAG.repeat(20));
        assertThat(preview(FAMILY.repeat(10))).isEqualTo(FAMILY.repeat(8));
    }

    @Test
    void aLetterKeepsItsCombiningMarks() {
        String letter = "e\u0301\u0323";

        assertThat(preview(letter.repeat(40))).isEqualTo(letter.repeat(32));
    }

    @Test
    void aSingleCharacterOfManyMarksIsCutBetweenCodePoints() {
        String stacked = "e" + "\u0301".repeat(200);

        assertThat(preview(stacked)).isEqualTo("e" + "\u0301".repeat(79));
        assertThat(preview("\ud83d\ude00" + "\ud83c\udffd".repeat(60)))
                .isEqualTo("\ud83d\ude00" + "\ud83c\udffd".repeat(39));
    }

    @Test
    void previewsOfTheLongestBodiesStayWithinTheLimit() {
        for (String unit :
                new String[] {"a", "é", "€", "\ud83d\ude00", FAMILY, "a\u0001", "a\r\n"}) {
            String body = unit.repeat(4096 / unit.getBytes(StandardCharsets.UTF_8).length);

            assertThat(preview(body).getBytes(StandardCharsets.UTF_8))
                    .as(unit)
                    .hasSizeBetween(140, Preview.BYTES_MAX);
            assertThat(body).startsWith(preview(body));
        }
    }

    @Test
    void anErasedBodyHasAnEmptyPreview() {
        Entry entry = entry("gone");
        var erased = entry.erased();

        assertThat(Preview.of(erased).text()).isEmpty();
    }

    @Test
    void toStringOmitsTheText() {
        assertThat(Preview.of(entry("secret"))).hasToString("Preview[1]");
    }

    private static String preview(String text) {
        return Preview.of(entry(text)).text();
    }

    private static Entry entry(String text) {
        var draft =
                new Draft(
                        new UserId("alice"),
                        new UserId("bob"),
                        new ClientMessageId("00000000-0000-7000-8000-000000000001"),
                        Entry.NO_TARGET,
                        new Body.Text(text));
        return Entry.next(Optional.empty(), draft, Salt.of(new byte[16]), Instant.EPOCH);
    }
}
