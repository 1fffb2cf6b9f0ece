package chat.local.meter;

import static java.util.Objects.requireNonNull;

import chat.local.gateway.Traffic;
import chat.local.lambda.Invoker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/// Counts what AWS would charge for, since the start or the last [#reset].
///
/// Messages are counted in units of 32 KB, rounded up, like API Gateway's metering; `$connect` and
/// `$disconnect` are not messages. Messages without a route are counted under the empty route.
///
/// Thread-safe; [#json] is a consistent snapshot.
public final class Meter implements Traffic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int METERED_BYTES = 32 * 1024;

    /// Precise enough for a millionth of a message, without floating-point noise.
    private static final int USD_DIGITS = 12;

    private final Map<String, Route> routes = new TreeMap<>();
    private final Map<String, Table> tables = new TreeMap<>();
    private long posts;
    private long postedOut;
    private long invocations;

    private static final class Route {
        private long in;
        private long out;
        private long invocations;
    }

    private static final class Table {
        private double readUnits;
        private double writeUnits;
    }

    /// Wraps an invoker and counts its calls.
    public Invoker counting(Invoker invoker) {
        return (function, event) -> {
            countInvocation();
            return invoker.invoke(function, event);
        };
    }

    /// Adds the capacity that a DynamoDB call consumed.
    ///
    /// @param callerAccessKeyId the caller; all callers are counted
    public synchronized void consumed(
            String tableName, String callerAccessKeyId, double readUnits, double writeUnits) {
        var table = tables.computeIfAbsent(tableName, _ -> new Table());
        table.readUnits += readUnits;
        table.writeUnits += writeUnits;
    }

    @Override
    public synchronized void received(String route, int bytes) {
        route(route).in += metered(bytes);
    }

    @Override
    public synchronized void answered(String route, int bytes) {
        route(route).out += metered(bytes);
    }

    @Override
    public synchronized void posted(int bytes) {
        posts++;
        postedOut += metered(bytes);
    }

    @Override
    public synchronized void invoked(String route) {
        route(route).invocations++;
    }

    /// Sets all counts to zero.
    public synchronized void reset() {
        routes.clear();
        tables.clear();
        posts = 0;
        postedOut = 0;
        invocations = 0;
    }

    /// The usage, and what AWS would charge for it; see [Prices].
    public synchronized ObjectNode json() {
        ObjectNode meter = JSON.createObjectNode();
        ObjectNode perRoute = meter.putObject("perRoute");
        routes.forEach(
                (key, route) ->
                        perRoute.putObject(key)
                                .put("meteredIn", route.in)
                                .put("meteredOut", route.out)
                                .put("invocations", route.invocations));
        ObjectNode perTable = meter.putObject("tables");
        tables.forEach(
                (name, table) ->
                        perTable.putObject(name)
                                .put("readUnits", table.readUnits)
                                .put("writeUnits", table.writeUnits));
        long in = routes.values().stream().mapToLong(route -> route.in).sum();
        long out = postedOut + routes.values().stream().mapToLong(route -> route.out).sum();
        return meter.put("posts", posts)
                .put("meteredIn", in)
                .put("meteredOut", out)
                .put("invocations", invocations)
                .put("usd", usd(in + out));
    }

    private double usd(long messages) {
        double dynamoDb =
                tables.values().stream()
                        .mapToDouble(
                                table ->
                                        table.readUnits * Prices.READ_UNIT
                                                + table.writeUnits * Prices.WRITE_UNIT)
                        .sum();
        double all = dynamoDb + messages * Prices.MESSAGE + invocations * Prices.INVOCATION;
        return BigDecimal.valueOf(all).setScale(USD_DIGITS, RoundingMode.HALF_UP).doubleValue();
    }

    private synchronized void countInvocation() {
        invocations++;
    }

    private Route route(String key) {
        return requireNonNull(routes.computeIfAbsent(key, _ -> new Route()));
    }

    /// An empty message counts as one unit, too.
    private static long metered(int bytes) {
        return Math.max(1, Math.ceilDiv(bytes, METERED_BYTES));
    }
}
