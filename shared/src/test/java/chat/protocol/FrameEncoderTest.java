package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Block;
import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Fold;
import chat.domain.Hidden;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.domain.Salt;
import chat.domain.Setting;
import chat.domain.Settings;
import chat.domain.UserId;
import chat.port.RowBuilder;
import chat.port.Samples;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// The JSON of each frame: which fields it has and which it omits.
class FrameEncoderTest {
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final Instant AT = Instant.ofEpochMilli(1_790_000_000_000L);
    private static final String ID = "0198c0de-0000-7000-8000-000000000001";
    private static final Optional<String> R1 = Optional.of("r1");
    private static final Entry ENTRY =
            Entry.next(
                    Optional.empty(),
                    Samples.draft(ALICE, new ClientMessageId(ID), new Body.Text("hi")),
                    Salt.of(new byte[Salt.BYTES]),
                    AT);
    private static final Entry ERASED = ENTRY.erased();
    private static final ConversationRow ROW =
            RowBuilder.row(BOB, ALICE)
                    .startedAt(AT)
                    .lastSeq(8)
                    .lastMessage(new Preview(8, ALICE, "hi", AT, 0))
                    .peerMessages(5)
                    .peerMessagesRead(2)
                    .receipt(new Receipt(7, 5))
                    .peerReceipt(new Receipt(8, 6))
                    .cursor(PHONE, 7)
                    .settings(new Settings(Set.of(Setting.MUTED, Setting.PINNED), 4))
                    .peerBlock(new Block(true, 2))
                    .build();

    static Stream<ServerFrame> frames() {
        return Stream.of(
                new ServerFrame.Accepted(R1, BOB, ENTRY),
                new ServerFrame.Accepted(Optional.empty(), BOB, ERASED),
                new ServerFrame.Messages(ALICE, OptionalLong.of(0), List.of(ENTRY)),
                new ServerFrame.Messages(ALICE, OptionalLong.empty(), List.of(ERASED)),
                new ServerFrame.PeerReceipt(BOB, new Receipt(8, 5), AT),
                new ServerFrame.ReadCursor(ALICE, 5),
                new ServerFrame.CaughtUp(R1, Optional.of(AT), false, PHONE, List.of(ROW)),
                new ServerFrame.CaughtUp(
                        Optional.empty(), Optional.empty(), true, PHONE, List.of()),
                new ServerFrame.Acked("r1"),
                new ServerFrame.HistoryPage(R1, ALICE, List.of(ENTRY), true, Optional.empty()),
                new ServerFrame.HistoryPage(
                        Optional.empty(), ALICE, List.of(), false, Optional.empty()),
                new ServerFrame.ConversationsPage(R1, List.of(ROW), Optional.of("MToy")),
                new ServerFrame.ConversationsPage(
                        Optional.empty(),
                        List.of(ConversationRow.empty(BOB, ALICE)),
                        Optional.empty()),
                Rejected.of(R1, ErrorCode.CONFLICT, "m").about(BOB).about(new ClientMessageId(ID)),
                Rejected.of(Optional.empty(), ErrorCode.MALFORMED_FRAME, "m"));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void decodingAnEncodedFrameGivesTheSameFrame(ServerFrame frame) {
        String json = FrameEncoder.encode(frame);

        assertThat(FrameEncoder.encode(ServerFrames.decode(json, PHONE))).isEqualTo(json);
    }

    @Test
    void anEntryOfAnUnknownKindKeepsItsSequence() {
        var newer = ofKind("edit", 7, Optional.of(new Body.Unknown("edit")));

        assertThat(MessageFrames.message(newer))
                .containsEntry("seq", ENTRY.seq())
                .containsEntry("kind", "edit")
                .containsEntry("target", 7L)
                .containsEntry("body", Map.of("type", "edit"));
    }

    @Test
    void anErasedEntryOfAnotherKindHasABodyThatIsNoText() {
        var erased = ofKind("edit", 7, Optional.empty());

        assertThat(MessageFrames.message(erased))
                .containsOnlyKeys(
                        "seq", "from", "clientMessageId", "sentAt", "kind", "target", "body")
                .containsEntry(
                        "body", Map.of("type", "erased", "hash", ENTRY.bodyHash().base64Url()));
    }

    private static Entry ofKind(String kind, long target, Optional<Body> body) {
        return new Entry(
                ENTRY.seq(),
                new EntryKind(kind),
                target,
                ENTRY.from(),
                ENTRY.clientMessageId(),
                ENTRY.sentAt(),
                ENTRY.counts(),
                body,
                Optional.empty(),
                ENTRY.bodyHash(),
                ENTRY.digest(),
                Optional.empty(),
                Fold.NONE);
    }

    @Test
    void anErasedMessageKeepsItsHash() {
        assertThat(MessageFrames.message(ENTRY))
                .containsOnlyKeys("seq", "from", "clientMessageId", "sentAt", "body", "salt");
        assertThat(MessageFrames.message(ERASED))
                .containsOnlyKeys("seq", "from", "clientMessageId", "sentAt", "bodyHash")
                .containsEntry("bodyHash", ENTRY.bodyHash().base64Url());
    }

    @Test
    void aLivePushHasNoAfterField() {
        var push = new ServerFrame.Messages(ALICE, OptionalLong.empty(), List.of(ENTRY));

        assertThat(FrameEncoder.fields(push))
                .containsOnlyKeys("type", "peer", "messages", "digest")
                .containsEntry("digest", ENTRY.digest().base64Url());
    }

    @Test
    void aConversationHasOnlyFieldsItsReaderMaySee() {
        assertThat(LogFrames.listed(ROW))
                .containsEntry("unread", 3L)
                .containsEntry("muted", true)
                .doesNotContainKeys("cursor", "user", "cursors");
        assertThat(LogFrames.state(ROW, PHONE)).containsEntry("cursor", 7L);
        assertThat(LogFrames.state(ROW, new DeviceId("new"))).doesNotContainKey("cursor");
    }

    @Test
    void aRowShowsWhatIsHiddenOnlyIfAnythingIs() {
        var hidden = RowBuilder.from(ROW).hidden(new Hidden(2, 0)).build();
        var cleared = RowBuilder.from(ROW).hidden(new Hidden(0, ROW.lastSeq())).build();

        assertThat(LogFrames.state(ROW, PHONE)).doesNotContainKeys("hiddenVersion", "clearedTo");
        assertThat(LogFrames.state(hidden, PHONE))
                .containsEntry("hiddenVersion", 2L)
                .doesNotContainKey("clearedTo");
        assertThat(LogFrames.listed(cleared))
                .containsEntry("clearedTo", ROW.lastSeq())
                .doesNotContainKeys("hiddenVersion", "lastMessage");
        assertThat(LogFrames.listed(ROW)).containsKey("lastMessage");
    }

    @Test
    void anEmptyPageHasNoDigest() {
        var page = new ServerFrame.HistoryPage(R1, ALICE, List.of(), false, Optional.empty());

        assertThat(FrameEncoder.fields(page)).doesNotContainKey("digest");
    }

    @Test
    void escapedTextIsDecodedUnchanged() {
        String text = "\u0000\u0001\"\\\n</script>\u2028\ud83d\ude00é";
        var draft = Samples.draft(ALICE, new ClientMessageId(ID), new Body.Text(text));
        var entry = Entry.next(Optional.empty(), draft, Salt.of(new byte[16]), AT);

        String json =
                FrameEncoder.encode(
                        new ServerFrame.Messages(ALICE, OptionalLong.empty(), List.of(entry)));

        var read = (ServerFrame.Messages) ServerFrames.decode(json, PHONE);
        assertThat(read.entries().getFirst().body()).contains(new Body.Text(text));
        assertThat(json).doesNotContain("\u0000").doesNotContain("\n");
    }
}
