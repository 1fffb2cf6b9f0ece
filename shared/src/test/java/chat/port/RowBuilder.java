package chat.port;

import chat.domain.Block;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Hidden;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.domain.Settings;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Builds a conversation row from another one by naming the parts that differ.
public final class RowBuilder {
    private final UserId user;
    private final UserId peer;
    private Optional<Instant> startedAt;
    private long lastSeq;
    private Optional<Preview> lastMessage;
    private long operations;
    private long peerMessages;
    private long peerMessagesRead;
    private Receipt receipt;
    private Receipt peerReceipt;
    private Map<String, Long> cursors;
    private Settings settings;
    private Block peerBlock;
    private Hidden hidden;

    private RowBuilder(ConversationRow row) {
        user = row.user();
        peer = row.peer();
        startedAt = row.startedAt();
        lastSeq = row.lastSeq();
        lastMessage = row.lastMessage();
        operations = row.operations();
        peerMessages = row.peerMessages();
        peerMessagesRead = row.peerMessagesRead();
        receipt = row.receipt();
        peerReceipt = row.peerReceipt();
        cursors = row.cursors();
        settings = row.settings();
        peerBlock = row.peerBlock();
        hidden = row.hidden();
    }

    /// Begins with an empty row.
    public static RowBuilder row(UserId user, UserId peer) {
        return from(ConversationRow.empty(user, peer));
    }

    /// Begins with a copy of a row.
    public static RowBuilder from(ConversationRow row) {
        return new RowBuilder(row);
    }

    public RowBuilder startedAt(Instant value) {
        startedAt = Optional.of(value);
        return this;
    }

    public RowBuilder lastSeq(long value) {
        lastSeq = value;
        return this;
    }

    public RowBuilder lastMessage(Preview value) {
        lastMessage = Optional.of(value);
        return this;
    }

    public RowBuilder operations(long value) {
        operations = value;
        return this;
    }

    public RowBuilder peerMessages(long value) {
        peerMessages = value;
        return this;
    }

    public RowBuilder peerMessagesRead(long value) {
        peerMessagesRead = value;
        return this;
    }

    public RowBuilder receipt(Receipt value) {
        receipt = value;
        return this;
    }

    public RowBuilder peerReceipt(Receipt value) {
        peerReceipt = value;
        return this;
    }

    /// Replaces the cursors of all devices.
    ///
    /// @param value by [ConversationRow#deviceKey]
    public RowBuilder cursors(Map<String, Long> value) {
        cursors = value;
        return this;
    }

    /// Replaces the cursors of all devices by that of one.
    public RowBuilder cursor(DeviceId device, long value) {
        return cursors(Map.of(ConversationRow.deviceKey(device), value));
    }

    public RowBuilder settings(Settings value) {
        settings = value;
        return this;
    }

    public RowBuilder peerBlock(Block value) {
        peerBlock = value;
        return this;
    }

    public RowBuilder hidden(Hidden value) {
        hidden = value;
        return this;
    }

    public ConversationRow build() {
        return new ConversationRow(
                user,
                peer,
                startedAt,
                lastSeq,
                lastMessage,
                operations,
                peerMessages,
                peerMessagesRead,
                receipt,
                peerReceipt,
                cursors,
                settings,
                peerBlock,
                hidden);
    }
}
