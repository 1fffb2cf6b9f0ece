package chat.local.meter;

import chat.local.meter.Bill.Logs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The tables of `docs/cost.md`, by name.
final class CostTables {
    private static final double MILLION = 1e6;
    private static final int DAYS = 30;
    private static final int USERS = 1_000;

    /// Assumptions about a daily user: see the document.
    private static final int MESSAGES = 5;

    private static final int CONNECTS = 10;
    private static final int MINUTES = 60;

    /// GB-seconds of `SendMessage` (25 ms) and `Ack` (15 ms) with 1 GB each, and of the six
    /// invocations of a connection.
    private static final double MESSAGE_GB_SECONDS = 0.040;

    private static final double CONNECT_GB_SECONDS = 0.075;

    /// Bytes of a message with 500 characters in the table.
    private static final int ITEM = 800;

    /// API Gateway's second tier: messages beyond a billion a month.
    private static final double TIER = 1e9;

    private static final double MESSAGE_TIER_2 = 0.80e-6;

    private final Usage message;
    private final Usage connect;

    /// @param architecture the document with the meter's figures
    CostTables(String architecture) {
        message = Usage.of(architecture, "a message, delivered and read in one frame");
        connect =
                Usage.of(architecture, "connect with nothing new and disconnect, 10 conversations");
    }

    Map<String, List<String>> all() {
        var tables = new LinkedHashMap<String, List<String>>();
        tables.put("message", message());
        tables.put("users", users());
        tables.put("large", large());
        tables.put("samples", samples());
        tables.put("hosted", hosted());
        return tables;
    }

    private Bill messageBill(Logs logs) {
        return new Bill(message, MESSAGE_GB_SECONDS, (int) message.in(), logs);
    }

    private Bill connectBill(Logs logs) {
        return new Bill(connect, CONNECT_GB_SECONDS, 2, logs);
    }

    private List<String> message() {
        var lines = table("part | USD per million | with reduced logs", 2);
        var standard = messageBill(Logs.STANDARD);
        var reduced = messageBill(Logs.REDUCED);
        standard.parts()
                .forEach(
                        (part, usd) ->
                                lines.add(
                                        row(
                                                part,
                                                usd * MILLION,
                                                reduced.parts().getOrDefault(part, 0.0)
                                                        * MILLION)));
        lines.add(row("**all**", standard.total() * MILLION, reduced.total() * MILLION));
        return lines;
    }

    /// Dollars a month for daily users, by part.
    private Map<String, Double> month(double users, Logs logs) {
        double days = users * DAYS;
        double gigabytes = days * MESSAGES * ITEM / 1e9;
        var parts = new LinkedHashMap<String, Double>();
        parts.put("messages, with all parts above", days * MESSAGES * messageBill(logs).total());
        parts.put("connects and disconnects", days * CONNECTS * connectBill(logs).total());
        parts.put("connection minutes", days * MINUTES * Bill.CONNECTION_MINUTE);
        parts.put(
                "storage and backup of one month's messages",
                gigabytes * (Bill.STORAGE + Bill.BACKUP));
        return parts;
    }

    private List<String> users() {
        var lines = table("part | USD a month | with reduced logs", 2);
        var standard = month(USERS, Logs.STANDARD);
        var reduced = month(USERS, Logs.REDUCED);
        standard.forEach((part, usd) -> lines.add(row(part, usd, reduced.getOrDefault(part, 0.0))));
        lines.add(row("**all**", sum(standard), sum(reduced)));
        return lines;
    }

    private List<String> large() {
        double users = 300e6;
        var lines = table("part | million USD a month", 1);
        var parts = month(users, Logs.REDUCED);
        parts.forEach((part, usd) -> lines.add(row(part, usd / MILLION)));
        double messages =
                users * DAYS * (MESSAGES * message.messages() + CONNECTS * connect.messages());
        double discount = (messages - TIER) * (Prices.MESSAGE - MESSAGE_TIER_2);
        lines.add(row("API Gateway's second tier", -discount / MILLION));
        lines.add(row("**all**", (sum(parts) - discount) / MILLION));
        return lines;
    }

    /// Messages of 1-to-1 conversations in samples that send each message to all connections.
    private List<String> samples() {
        var lines =
                table(
                        "connected users | this project | simple-websockets-chat-app |"
                                + " websocket-chat-application",
                        3);
        for (int connected : List.of(2, 100, 10_000)) {
            double broadcast = (1 + connected) * Prices.MESSAGE + Prices.INVOCATION;
            double scan = Math.ceil(connected * 40 / 4096.0) / 2 * Prices.READ_UNIT;
            double ours =
                    message.messages() * Prices.MESSAGE
                            + message.writes() * Prices.WRITE_UNIT
                            + message.reads() * Prices.READ_UNIT
                            + message.invocations() * Prices.INVOCATION;
            lines.add(
                    row(
                            String.format(Locale.ROOT, "%,d", connected),
                            ours * MILLION,
                            (broadcast + scan) * MILLION,
                            (broadcast + scan + Prices.WRITE_UNIT) * MILLION));
        }
        return lines;
    }

    /// Ten thousand users who are all active every day.
    private List<String> hosted() {
        double users = 10_000;
        double days = users * DAYS;
        // One frame with the message and one with its receipt, each published and received.
        double ably =
                29 + days * MESSAGES * 4 * 2.50e-6 + days * MINUTES * 1e-6 + days * MINUTES * 1e-6;
        var lines = table("product | USD a month", 1);
        lines.add(row("this project, before free tiers", sum(month(users, Logs.STANDARD))));
        lines.add(row("Ably, Standard, priced by use", ably));
        lines.add(row("ZEGOCLOUD In-app Chat, Pro", 449));
        return lines;
    }

    private static double sum(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<String> table(String head, int figures) {
        var lines = new ArrayList<String>();
        lines.add("| " + head + " |");
        lines.add("|---|" + "--:|".repeat(figures));
        return lines;
    }

    private static String row(String what, double... figures) {
        var line = new StringBuilder("| " + what + " |");
        for (double figure : figures) {
            line.append(String.format(Locale.ROOT, " %,.2f |", figure));
        }
        return line.toString();
    }
}
