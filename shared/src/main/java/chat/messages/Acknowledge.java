package chat.messages;

import chat.delivery.Push;
import chat.domain.Block;
import chat.domain.Caller;
import chat.domain.ConversationId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.port.Profiles;
import chat.port.Receipts;
import chat.port.Receipts.Advanced;
import chat.port.Receipts.Progress;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Acknowledgement;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Acked;
import chat.protocol.ServerFrame.Rejected;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Processes acknowledgements. Only they mark messages as delivered or read. The peer's row is
/// updated before the user's own row, so that a crash in between may repeat a delivery but never
/// loses a receipt.
public final class Acknowledge {
    private final MessageLog log;
    private final Receipts receipts;
    private final Profiles profiles;
    private final Push push;
    private final Parallel parallel;

    public Acknowledge(
            MessageLog log, Receipts receipts, Profiles profiles, Push push, Parallel parallel) {
        this.log = log;
        this.receipts = receipts;
        this.profiles = profiles;
        this.push = push;
        this.parallel = parallel;
    }

    /// Processes each acknowledgement independently.
    ///
    /// @return the rejection of the first one that was refused; otherwise `acked`, if requested
    public List<ServerFrame> handle(Caller caller, ClientFrame.Ack frame, Instant now) {
        List<Supplier<Optional<Rejected>>> calls = new ArrayList<>();
        for (Acknowledgement ack : frame.acks()) {
            calls.add(() -> acknowledge(caller, frame, ack, now));
        }
        List<Rejected> refused = new ArrayList<>(frame.invalid());
        parallel.all(calls).forEach(rejected -> rejected.ifPresent(refused::add));
        return refused.isEmpty()
                ? frame.requestId()
                        .<List<ServerFrame>>map(id -> List.of(new Acked(id)))
                        .orElse(List.of())
                : List.of(refused.getFirst().andMore(refused.size() - 1));
    }

    private Optional<Rejected> acknowledge(
            Caller caller, ClientFrame.Ack frame, Acknowledgement ack, Instant now) {
        var self = frame.rejectSelf(caller.user(), "acks.peer", ack.peer());
        if (self.isPresent()) {
            return self.map(rejected -> rejected.about(ack.peer()));
        }
        var conversation = ConversationId.of(caller.user(), ack.peer());
        // Checks the log for the entry, because the row may lag behind.
        var looked =
                parallel.both(
                        () ->
                                parallel.both(
                                        () -> log.find(conversation, ack.delivered()),
                                        () -> readBefore(conversation, ack)),
                        () -> ack.read().isPresent() && profiles.hidesReadReceipts(caller.user()));
        Optional<Entry> delivered = looked.first().first();
        if (delivered.isEmpty()) {
            return Optional.of(
                    frame.reject(ErrorCode.ACK_BEYOND_LOG, "the log ends before " + ack.delivered())
                            .about(ack.peer()));
        }
        Entry lastRead = looked.first().second().orElse(delivered.get());
        advance(
                new Move(caller, ack, frame.requestId().isPresent()),
                lastRead,
                looked.second(),
                now);
        return Optional.empty();
    }

    /// The entry last read, if it is not the entry last delivered.
    private Optional<Entry> readBefore(ConversationId conversation, Acknowledgement ack) {
        return ack.read().isPresent() && ack.read().getAsLong() < ack.delivered()
                ? log.find(conversation, ack.read().getAsLong())
                : Optional.empty();
    }

    /// An acknowledgement to carry out.
    ///
    /// @param confirmed whether the client waits for `acked`; then the receipt is pushed even if
    ///   nothing moves, since an earlier attempt may have crashed between row and push
    private record Move(Caller caller, Acknowledgement ack, boolean confirmed) {}

    private void advance(Move move, Entry lastRead, boolean hidesRead, Instant now) {
        Caller caller = move.caller();
        Acknowledgement ack = move.ack();
        UserId user = caller.user();
        var receipt = new Receipt(ack.delivered(), hidesRead ? 0 : ack.read().orElse(0));
        Advanced peers =
                receipts.advancePeer(/* user= */ ack.peer(), /* peer= */ user, receipt, now);
        if ((peers.moved() || move.confirmed()) && !peers.row().peerBlock().on()) {
            push.to(
                    Map.of(
                            ack.peer(),
                            new ServerFrame.PeerReceipt(user, peers.row().peerReceipt(), now)),
                    Optional.empty(),
                    now);
        }
        OptionalLong peerMessagesRead =
                ack.read().isPresent()
                        ? OptionalLong.of(lastRead.countOf(ack.peer()))
                        : OptionalLong.empty();
        var progress = new Progress(caller.device(), ack.delivered(), ack.read(), peerMessagesRead);
        Advanced own = receipts.advanceOwn(user, ack.peer(), progress, now);
        if (own.readMoved() || (move.confirmed() && ack.read().isPresent())) {
            push.to(
                    Map.of(
                            user,
                            new ServerFrame.ReadCursor(ack.peer(), own.row().receipt().read())),
                    Optional.of(caller.connection()),
                    now);
        }
        completeBlock(own.row(), peers.row());
        forgetFormerDevices(own.row(), caller.device());
    }

    /// Completes a change of settings that crashed between the two rows. The versions need no
    /// comparison: the user's own row was read last, so its version is at least that of the peer's
    /// row. Rows with equal versions agree, and the write itself keeps the greater version.
    private void completeBlock(ConversationRow own, ConversationRow peers) {
        Block block = Block.of(own.settings());
        if (block.on() != peers.peerBlock().on()) {
            receipts.setPeerBlock(/* user= */ own.peer(), /* peer= */ own.user(), block);
        }
    }

    /// Removes cursors of devices that the user no longer has, so that the row stays small. The
    /// acknowledging device keeps its cursor even if the user's item no longer lists it.
    private void forgetFormerDevices(ConversationRow row, DeviceId acknowledging) {
        if (row.cursors().size() <= User.DEVICES_MAX) {
            return;
        }
        profiles.findEventual(row.user())
                .ifPresent(
                        user -> {
                            var former = new HashSet<>(row.cursors().keySet());
                            former.remove(ConversationRow.deviceKey(acknowledging));
                            user.devices().keySet().stream()
                                    .map(ConversationRow::deviceKey)
                                    .forEach(former::remove);
                            receipts.forget(row.user(), row.peer(), former);
                        });
    }
}
