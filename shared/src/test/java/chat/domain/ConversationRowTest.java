package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import chat.port.RowBuilder;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

/// The values derived from a member's row.
class ConversationRowTest {
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final DeviceId PHONE = new DeviceId("phone");
    private static final DeviceId LAPTOP = new DeviceId("laptop");

    @Test
    void anEmptyRowHasDefaultValues() {
        var row = ConversationRow.empty(ALICE, BOB);

        assertThat(row.startedAt()).isEmpty();
        assertThat(row.lastSeq()).isZero();
        assertThat(row.lastMessage()).isEmpty();
        assertThat(row.unread()).isZero();
        assertThat(row.receipt()).isEqualTo(Receipt.NONE);
        assertThat(row.peerReceipt()).isEqualTo(Receipt.NONE);
        assertThat(row.cursor(PHONE)).isEmpty();
        assertThat(row.settings()).isEqualTo(Settings.NONE);
    }

    @Test
    void unreadIsThePeersMessagesMinusThoseRead() {
        assertThat(row(7, 4).unread()).isEqualTo(3);
        assertThat(row(7, 7).unread()).isZero();
    }

    @Test
    void unreadIsNotNegativeIfTheRowLagsBehindTheLog() {
        assertThat(row(3, 5).unread()).isZero();
    }

    @Test
    void eachDeviceHasItsOwnCursor() {
        var row = row(0, 0);

        assertThat(row.cursor(PHONE)).hasValue(12);
        assertThat(row.cursor(LAPTOP)).isEmpty();
    }

    @Test
    void aDeviceKeyAlwaysHas8Characters() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            keys.add(ConversationRow.deviceKey(new DeviceId("d".repeat(i % 60) + i)));
        }

        assertThat(keys).hasSize(1_000).allMatch(key -> key.matches("[A-Za-z0-9_-]{8}"));
    }

    private static ConversationRow row(long peerMessages, long peerMessagesRead) {
        return RowBuilder.row(ALICE, BOB)
                .lastSeq(12)
                .peerMessages(peerMessages)
                .peerMessagesRead(peerMessagesRead)
                .cursor(PHONE, 12)
                .build();
    }
}
