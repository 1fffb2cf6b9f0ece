package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.Connection;
import chat.domain.DeviceId;
import chat.domain.Name;
import chat.domain.Preview;
import chat.domain.SearchQuery;
import chat.domain.Snippet;
import chat.domain.User;
import chat.domain.UserId;
import chat.protocol.ProtocolDocument.Block;

import com.fasterxml.jackson.jr.ob.JSON;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tests `docs/protocol.md` against the code: examples, limits, error codes and links.
class ProtocolDocumentTest {
    private static final ProtocolDocument DOCUMENT = ProtocolDocument.read();
    private static final DeviceId DEVICE = new DeviceId("phone-7f3a");
    private static final Set<String> CLIENT_FIELDS =
            Set.of(
                    "action",
                    "requestId",
                    "to",
                    "clientMessageId",
                    "after",
                    "seq",
                    "target",
                    "fold",
                    "body",
                    "acks",
                    "seqs",
                    "upTo",
                    "since",
                    "query",
                    "cursors",
                    "state",
                    "unwatch",
                    "watch",
                    "peer",
                    "before",
                    "limit",
                    "cursor",
                    "get",
                    "set",
                    "find");

    static Stream<Block> clientFrames() {
        return examplesOf("Client to server").filter(block -> !block.section().equals("ping"));
    }

    static Stream<Block> serverFrames() {
        return examplesOf("Server to client").filter(block -> !block.section().equals("pong"));
    }

    static Stream<Block> badFrames() {
        return examplesOf("Bad frames");
    }

    @Test
    void everyExampleIsTested() {
        var tested = Stream.of(clientFrames(), serverFrames(), badFrames()).flatMap(all -> all);

        // The gateway itself answers or sends these.
        assertThat(Stream.concat(tested, Stream.of(block("ping"), block("pong"))))
                .containsExactlyInAnyOrderElementsOf(DOCUMENT.examples().toList());
        assertThat(block("ping").text()).isEqualTo("{\"action\": \"ping\"}");
        assertThat(block("pong").text()).isEqualTo("{\"type\": \"pong\"}");
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void clientFramesAreDecoded(Block block) {
        var frame = FrameDecoder.decode(block.json());

        assertThat(frame).isNotInstanceOf(ClientFrame.Invalid.class);
        assertThat(block.fields()).containsEntry("action", block.section());
        assertThat(CLIENT_FIELDS).containsAll(block.fields().keySet());
        if (frame instanceof ClientFrame.Ack ack) {
            assertThat(ack.invalid()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void serverFramesAreEncodedAsDocumented(Block block) throws IOException {
        var frame = ServerFrames.decode(block.json(), DEVICE);

        assertThat(JSON.std.mapFrom(FrameEncoder.encode(frame))).isEqualTo(block.fields());
        assertThat(block.fields()).containsEntry("type", block.section());
    }

    @ParameterizedTest
    @MethodSource("badFrames")
    void badFramesAreRejectedAsDocumented(Block block) {
        var frame = FrameDecoder.decode(block.json());

        assertThat(frame).isInstanceOf(ClientFrame.Invalid.class);
        var rejection = ((ClientFrame.Invalid) frame).rejection();
        assertThat(rejection.code().wireName()).isEqualTo(block.announced().getFirst());
        block.announced().stream()
                .skip(1)
                .forEach(message -> assertThat(rejection.message()).isEqualTo(message));
    }

    @Test
    void everyErrorCodeIsDocumented() {
        assertThat(DOCUMENT.rows("Error codes"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values())
                                .map(code -> "`" + code.wireName() + "` " + code.retryable())
                                .toList());
    }

    @Test
    void theDocumentedLimitsMatchTheCode() {
        Map<String, Integer> limits =
                Map.ofEntries(
                        Map.entry("frame, either direction", FrameSize.BYTES_MAX),
                        Map.entry("text of a message", Body.BYTES_MAX),
                        Map.entry("`acks` in a frame", ClientFrame.Ack.ACKS_MAX),
                        Map.entry("`cursors` in a frame", ClientFrame.Sync.CURSORS_MAX),
                        Map.entry("`limit` of a page", ClientFrame.History.LIMIT_MAX),
                        Map.entry("`query` of a search, after folding", SearchQuery.LENGTH_MAX),
                        Map.entry("`limit` of a search", Search.LIMIT_MAX),
                        Map.entry("users in a `profile`", ClientFrame.Profile.Get.USERS_MAX),
                        Map.entry("name", Name.LENGTH_MAX),
                        Map.entry("user id", UserId.LENGTH_MAX),
                        Map.entry("devices of a user", User.DEVICES_MAX),
                        Map.entry("connections of a user", Connection.PER_USER_MAX));
        var documented =
                DOCUMENT.rows("Limits").stream()
                        .filter(row -> limits.containsKey(row.getFirst()))
                        .toList();

        assertThat(documented)
                .hasSameSizeAs(limits.entrySet())
                .allSatisfy(
                        row ->
                                assertThat(row.get(1).replace(",", ""))
                                        .startsWith(String.valueOf(limits.get(row.getFirst()))));
        assertThat(ClientFrame.Conversations.LIMIT_MAX).isEqualTo(ClientFrame.History.LIMIT_MAX);
        assertThat(ClientFrame.Conversations.LIMIT_DEFAULT)
                .isEqualTo(ClientFrame.History.LIMIT_DEFAULT)
                .isEqualTo(50);
        assertThat(Search.LIMIT_DEFAULT).isEqualTo(20);
        assertThat(Snippet.BYTES_MAX).isEqualTo(300);
        assertThat(Preview.BYTES_MAX).isEqualTo(160);
    }

    @Test
    void everyLinkTargetsAHeading() {
        var anchors = DOCUMENT.headings().stream().map(ProtocolDocumentTest::anchor).toList();
        var link = Pattern.compile("\\]\\(#([^)]+)\\)");

        var targets =
                link.matcher(String.join("\n", DOCUMENT.lines()))
                        .results()
                        .map(found -> found.group(1).replaceFirst("-1$", ""))
                        .toList();

        assertThat(targets).isNotEmpty().allSatisfy(target -> assertThat(anchors).contains(target));
    }

    private static Stream<Block> examplesOf(String chapter) {
        return DOCUMENT.examples().filter(block -> block.chapter().equals(chapter));
    }

    private static Block block(String section) {
        List<Block> found =
                DOCUMENT.examples().filter(block -> block.section().equals(section)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /// Returns the anchor that GitHub generates for a heading.
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }
}
