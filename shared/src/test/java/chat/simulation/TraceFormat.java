package chat.simulation;

import chat.domain.Connection;
import chat.domain.ConversationRow;
import chat.domain.Entry;
import chat.port.MessageLog.AppendResult;
import chat.port.Receipts.Advanced;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The text of a port's result in the trace: short, and in the same order in every run.
final class TraceFormat {
    private TraceFormat() {}

    static String of(Object answer) {
        return switch (answer) {
            case Optional<?> optional -> optional.map(TraceFormat::of).orElse("nothing");
            case Collection<?> all ->
                    all.stream().map(TraceFormat::of).collect(Collectors.joining(", ", "[", "]"));
            case Entry entry -> entry.seq() + " " + entry.clientMessageId().value();
            case AppendResult.Appended() -> "appended";
            case AppendResult.Taken(Entry entry) -> "taken by " + of(entry);
            case ConversationRow row -> row(row);
            case Advanced(ConversationRow row, boolean moved, boolean _) ->
                    row(row) + (moved ? "" : ", as before");
            case Connection connection -> connection(connection);
            default -> answer.toString();
        };
    }

    private static String row(ConversationRow row) {
        return "%s–%s last %d own %d/%d peer %d/%d %s"
                .formatted(
                        row.user().value(),
                        row.peer().value(),
                        row.lastSeq(),
                        row.receipt().delivered(),
                        row.receipt().read(),
                        row.peerReceipt().delivered(),
                        row.peerReceipt().read(),
                        new TreeMap<>(row.cursors()));
    }

    private static String connection(Connection connection) {
        return "%s of %s since %s until %s%s"
                .formatted(
                        connection.id().value(),
                        connection.device().value(),
                        connection.connectedAt(),
                        connection.expiresAt(),
                        connection.openAt().isPresent() ? ", open" : "");
    }
}
