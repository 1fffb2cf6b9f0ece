package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.Entry;
import chat.domain.SearchQuery;
import chat.domain.UserId;
import chat.protocol.ClientFrame.Acknowledgement;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ClientFrame.Range;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Decoding of well-formed frames. For malformed frames see [BadFrameTest].
class FrameDecoderTest {
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final String ID = "0198c0de-0000-7000-8000-000000000001";

    @Test
    void sendMessageHasRecipientIdPositionAndBody() {
        var frame =
                FrameDecoder.decode(
                        """
                        {"action":"sendMessage","requestId":"r1","to":"bob",
                         "clientMessageId":"%s","after":7,"body":{"type":"text","text":"hi"}}\
                        """
                                .formatted(ID));

        assertThat(frame)
                .isEqualTo(
                        new ClientFrame.SendMessage(
                                Optional.of("r1"),
                                BOB,
                                new ClientMessageId(ID),
                                new Position.After(7),
                                Entry.NO_TARGET,
                                new Body.Text("hi")));
    }

    @Test
    void aPositionIsASeqAnAfterOrUnknown() {
        assertThat(position("\"after\":0")).isEqualTo(new Position.After(0));
        assertThat(position("\"seq\":8")).isEqualTo(new Position.At(8));
        assertThat(position("\"seq\":8,\"after\":3")).isEqualTo(new Position.At(8));
        assertThat(position("\"seq\":null,\"after\":null")).isEqualTo(new Position.Unknown());
        assertThat(position("\"after\":9007199254740991"))
                .isEqualTo(new Position.After(9_007_199_254_740_991L));
    }

    @Test
    void anAcknowledgementOfReadImpliesDelivered() {
        var frame =
                (ClientFrame.Ack)
                        FrameDecoder.decode(
                                """
                                {"action":"ack","acks":[{"peer":"alice","delivered":7,"read":5},
                                 {"peer":"bob","read":9},{"peer":"carol","delivered":2,"read":4},
                                 {"peer":"dave","delivered":1}]}\
                                """);

        assertThat(frame.requestId()).isEmpty();
        assertThat(frame.invalid()).isEmpty();
        assertThat(frame.acks())
                .containsExactly(
                        new Acknowledgement(ALICE, 7, OptionalLong.of(5)),
                        new Acknowledgement(BOB, 9, OptionalLong.of(9)),
                        new Acknowledgement(new UserId("carol"), 4, OptionalLong.of(4)),
                        new Acknowledgement(new UserId("dave"), 1, OptionalLong.empty()));
    }

    @Test
    void aRepeatedPeerInAnAckIsRejected() {
        var frame =
                (ClientFrame.Ack)
                        FrameDecoder.decode(
                                """
                                {"action":"ack","acks":[{"peer":"bob","delivered":7},
                                 {"peer":"bob","delivered":8}]}\
                                """);

        assertThat(frame.acks()).containsExactly(new Acknowledgement(BOB, 7, OptionalLong.empty()));
        assertThat(frame.invalid())
                .extracting(ServerFrame.Rejected::message)
                .containsExactly("acks.peer must occur only once in a frame");
    }

    @Test
    void aBadAcknowledgementLeavesTheOthersValid() {
        var frame =
                (ClientFrame.Ack)
                        FrameDecoder.decode(
                                """
                                {"action":"ack","requestId":"r1","acks":[
                                 {"peer":"alice","delivered":0},{"peer":"bob","delivered":2},
                                 {"peer":"bob"},{"delivered":3},5,null]}\
                                """);

        assertThat(frame.acks()).containsExactly(new Acknowledgement(BOB, 2, OptionalLong.empty()));
        assertThat(frame.invalid())
                .allMatch(rejected -> rejected.code() == ErrorCode.INVALID_FIELD)
                .allMatch(rejected -> rejected.requestId().equals(Optional.of("r1")))
                .extracting(rejected -> rejected.peer().map(UserId::value).orElse("-"))
                .containsExactly("alice", "bob", "-", "-", "-");
        assertThat(frame.invalid())
                .extracting(ServerFrame.Rejected::message)
                .containsExactly(
                        "acks.delivered must be from 1 to 9007199254740991",
                        "acks.delivered or read is required",
                        "acks.peer is missing",
                        "acks must contain only objects",
                        "acks must contain only objects");
    }

    @Test
    void aHundredAcknowledgementsFitIntoAFrame() {
        var frame = (ClientFrame.Ack) FrameDecoder.decode(acks(100));

        assertThat(frame.acks()).hasSize(100);
        assertThat(FrameDecoder.decode(acks(101))).isInstanceOf(ClientFrame.Invalid.class);
    }

    @Test
    void syncMayHaveCursors() {
        assertThat(FrameDecoder.decode("{\"action\":\"sync\"}"))
                .isEqualTo(new ClientFrame.Sync(Optional.empty(), Map.of()));
        assertThat(FrameDecoder.decode("{\"action\":\"sync\",\"cursors\":{\"alice\":0,\"bob\":7}}"))
                .isEqualTo(new ClientFrame.Sync(Optional.empty(), Map.of(ALICE, 0L, BOB, 7L)));
    }

    @Test
    void historyReadsBackwardsFromTheEndByDefault() {
        assertThat(history("")).isEqualTo(page(new Range.Before(Long.MAX_VALUE), 50));
        assertThat(history(",\"before\":120")).isEqualTo(page(new Range.Before(120), 50));
        assertThat(history(",\"after\":0,\"limit\":100")).isEqualTo(page(new Range.After(0), 100));
        assertThat(history(",\"before\":1,\"limit\":1")).isEqualTo(page(new Range.Before(1), 1));
    }

    @Test
    void searchReadsAllConversationsByDefault() {
        var words = new SearchQuery(List.of("tea", "jose"));

        assertThat(FrameDecoder.decode("{\"action\":\"search\",\"query\":\" Tea  José \"}"))
                .isEqualTo(
                        new Search(
                                Optional.empty(),
                                words,
                                Optional.empty(),
                                Long.MAX_VALUE,
                                20,
                                Optional.empty()));
        assertThat(
                        FrameDecoder.decode(
                                "{\"action\":\"search\",\"query\":\"tea jose\",\"peer\":\"bob\","
                                        + "\"before\":120,\"limit\":50,\"cursor\":\"c\"}"))
                .isEqualTo(
                        new Search(
                                Optional.empty(),
                                words,
                                Optional.of(new UserId("bob")),
                                120,
                                50,
                                Optional.of("c")));
    }

    @ParameterizedTest
    @CsvSource({"64, true", "65, false"})
    void aQueryHasAtMost64Characters(int length, boolean valid) {
        String query = "𝕳".repeat(length);

        assertThat(
                        FrameDecoder.decode("{\"action\":\"search\",\"query\":\"" + query + "\"}")
                                instanceof Search)
                .isEqualTo(valid);
    }

    @Test
    void hiddenMessagesAreAscendingAndHaveNoDuplicates() {
        assertThat(FrameDecoder.decode(hide("\"seqs\":[7,5,7]")))
                .isEqualTo(new Hide.Messages(Optional.empty(), new UserId("bob"), List.of(5L, 7L)));
        assertThat(FrameDecoder.decode(hide("\"since\":3")))
                .isEqualTo(new Hide.Since(Optional.empty(), new UserId("bob"), 3, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seqs\":[0]",
                "\"seqs\":[1.5]",
                "\"seqs\":5",
                "\"seqs\":[]",
                "\"upTo\":0",
                "\"since\":-1",
                "\"seqs\":[1],\"since\":1",
                "\"x\":1"
            })
    void aBadHideIsRejectedWithItsPeer(String fields) {
        assertThat(FrameDecoder.decode(hide(fields)))
                .isInstanceOfSatisfying(
                        ClientFrame.Invalid.class,
                        invalid -> {
                            assertThat(invalid.rejection().code())
                                    .isEqualTo(ErrorCode.INVALID_FIELD);
                            assertThat(invalid.rejection().peer()).contains(new UserId("bob"));
                        });
    }

    @Test
    void aHideHasAtMostAHundredMessages() {
        var seqs = LongStream.rangeClosed(1, Hide.SEQS_MAX + 1).boxed().toList();

        assertThat(FrameDecoder.decode(hide("\"seqs\":" + seqs)))
                .isInstanceOf(ClientFrame.Invalid.class);
        assertThat(FrameDecoder.decode(hide("\"seqs\":" + seqs.subList(0, Hide.SEQS_MAX))))
                .isInstanceOf(Hide.Messages.class);
    }

    private static String hide(String fields) {
        return "{\"action\":\"hide\",\"peer\":\"bob\"," + fields + "}";
    }

    @Test
    void conversationsHaveALimitAndACursor() {
        assertThat(FrameDecoder.decode("{\"action\":\"conversations\"}"))
                .isEqualTo(new ClientFrame.Conversations(Optional.empty(), 50, Optional.empty()));
        assertThat(
                        FrameDecoder.decode(
                                "{\"action\":\"conversations\",\"limit\":2,\"cursor\":\"c\"}"))
                .isEqualTo(new ClientFrame.Conversations(Optional.empty(), 2, Optional.of("c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"r", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aRequestIdHas1To64Characters(String requestId) {
        var frame =
                FrameDecoder.decode(
                        "{\"action\":\"sync\",\"requestId\":\"%s\"}".formatted(requestId));

        assertThat(frame.requestId()).contains(requestId);
    }

    @Test
    void unknownFieldsAreIgnored() {
        var frame =
                FrameDecoder.decode(
                        """
                        {"from":"mallory","user":{"id":["x"]},"action":"sync","cursors":null,
                         "future":[1.5e300,true,null,{"a":{}}]}\
                        """);

        assertThat(frame).isEqualTo(new ClientFrame.Sync(Optional.empty(), Map.of()));
    }

    private static Position position(String fields) {
        var frame =
                FrameDecoder.decode(
                        """
                        {"action":"sendMessage","to":"bob","clientMessageId":"%s",%s,
                         "body":{"type":"text","text":"hi"}}\
                        """
                                .formatted(ID, fields));
        return ((ClientFrame.SendMessage) frame).position();
    }

    private static String acks(int count) {
        var acks =
                IntStream.range(0, count)
                        .mapToObj(i -> "{\"peer\":\"peer-" + i + "\",\"delivered\":1}")
                        .toList();
        return "{\"action\":\"ack\",\"acks\":[" + String.join(",", acks) + "]}";
    }

    private static ClientFrame history(String fields) {
        return FrameDecoder.decode("{\"action\":\"history\",\"peer\":\"alice\"" + fields + "}");
    }

    private static ClientFrame page(Range range, int limit) {
        return new ClientFrame.History(Optional.empty(), ALICE, range, limit, false);
    }
}
