package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConversationId;
import chat.domain.TextBlock;
import chat.domain.TextBlock.Text;
import chat.inmemory.VirtualThreadParallel;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// The contract of [TextBlocks].
public interface TextBlocksContract {
    ConversationId CONVERSATION = ConversationId.of(ALICE, BOB);
    ConversationId OTHER = ConversationId.of(ALICE, CAROL);

    TextBlocks blocks();

    @Test
    default void aStoredBlockIsFoundUnchanged() {
        var block =
                new TextBlock(
                        7,
                        1,
                        List.of(
                                new Text(385, 0, "Tea with José"),
                                new Text(386, 11, "我家在上海东边 👍🏽\u0000\n"),
                                new Text(448, 0, "x".repeat(4_096))));

        assertThat(blocks().put(CONVERSATION, block)).isTrue();

        assertThat(blocks().find(CONVERSATION, 7)).contains(block);
        assertThat(blocks().find(CONVERSATION, 6)).isEmpty();
        assertThat(blocks().find(OTHER, 7)).isEmpty();
    }

    @Test
    default void aBlockWithoutTextsIsStored() {
        var block = new TextBlock(1, 1, List.of());

        assertThat(blocks().put(CONVERSATION, block)).isTrue();

        assertThat(blocks().find(CONVERSATION, 1)).contains(block);
    }

    /// Sixty-four texts of the largest size that do not deflate.
    @Test
    default void theLargestBlockIsStored() {
        var random = new Random(1);
        var texts = new ArrayList<Text>();
        for (long seq = 9_007_199_254_740_000L; texts.size() < 64; seq++) {
            var text = new StringBuilder();
            while (text.length() < 1_024) {
                text.appendCodePoint(0x10000 + random.nextInt(0x8000));
                text.append((char) ('a' + random.nextInt(26)));
                text.append((char) ('a' + random.nextInt(26)));
            }
            texts.add(new Text(seq, 11, text.toString()));
        }
        var block = new TextBlock(140_737_488_355_313L, 1, texts);

        assertThat(blocks().put(CONVERSATION, block)).isTrue();

        assertThat(blocks().find(CONVERSATION, block.number())).contains(block);
    }

    @Test
    default void aBlockReplacesOnlyTheVersionBefore() {
        assertThat(blocks().put(CONVERSATION, block(1, 2))).isFalse();
        assertThat(blocks().put(CONVERSATION, block(1, 1))).isTrue();
        assertThat(blocks().put(CONVERSATION, block(1, 1))).isFalse();
        assertThat(blocks().put(CONVERSATION, block(1, 3))).isFalse();
        assertThat(blocks().put(CONVERSATION, block(1, 2))).isTrue();
        assertThat(blocks().put(CONVERSATION, block(1, 1))).isFalse();

        assertThat(blocks().find(CONVERSATION, 1)).contains(block(1, 2));
    }

    @Test
    default void ofConcurrentWritersOneStoresAVersion() {
        blocks().put(CONVERSATION, block(1, 1));
        List<Supplier<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> blocks().put(CONVERSATION, block(1, 2)));
        }

        assertThat(new VirtualThreadParallel().all(calls)).containsOnlyOnce(true);
    }

    @Test
    default void theBlocksOfARangeAreDescending() {
        for (long number : List.of(3L, 1L, 9L, 10L, 2L)) {
            blocks().put(CONVERSATION, block(number, 1));
        }
        blocks().put(OTHER, block(4, 1));

        assertThat(newest(2, 9)).containsExactly(9L, 3L, 2L);
        assertThat(newest(1, 100)).containsExactly(10L, 9L, 3L, 2L, 1L);
        assertThat(newest(4, 8)).isEmpty();
        assertThat(blocks().newest(CONVERSATION, 1, 9).readUnits()).isPositive();
    }

    /// A request reads a bounded amount.
    @Test
    default void aLongRangeIsReadInParts() {
        String text =
                new Random(1)
                        .ints(100_000, 0x4E00, 0x9000)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        for (long number = 1; number <= 5; number++) {
            blocks().put(
                            CONVERSATION,
                            new TextBlock(number, 1, List.of(new Text(number, 0, text))));
        }

        assertThat(newest(1, 5)).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    private List<Long> newest(long first, long last) {
        var numbers = new ArrayList<Long>();
        long to = last;
        while (to >= first) {
            var page = blocks().newest(CONVERSATION, first, to);
            assertThat(page.first()).isBetween(first, to);
            page.blocks().forEach(block -> numbers.add(block.number()));
            to = page.first() - 1;
        }
        return numbers;
    }

    private static TextBlock block(long number, long version) {
        var texts =
                LongStream.rangeClosed(1, version)
                        .mapToObj(seq -> new Text(number * 64 + seq, 0, "text " + seq))
                        .toList();
        return new TextBlock(number, version, texts);
    }
}
