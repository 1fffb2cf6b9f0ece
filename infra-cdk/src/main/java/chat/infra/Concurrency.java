package chat.infra;

import java.util.OptionalInt;

/// How many invocations redelivery and presence may have at the same time, so that they never take
/// the place of a message in the account's Lambda concurrency.
///
/// `Redeliver` and `Reannounce` are limited by their event sources: what waits stays in the queue.
/// `Presence` and `Announce` are limited only on request, because a limit is reserved from the
/// account's quota, and a new account has none to spare.
///
/// @param redelivery connections caught up from the redelivery queue at once
/// @param presence batches of the announcement queue at once, and, if it was chosen, invocations of
///   `Presence` and of `Announce`
/// @param quota the account's concurrent executions; only an alarm uses it
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">
///   Reserved concurrency</a>
record Concurrency(int redelivery, OptionalInt presence, int quota) {
    /// A catch-up of two posts takes about this long.
    private static final int CATCH_UP_MILLISECONDS = 60;

    /// About 300 catch-ups a second, which leave most of an account's 10,000 requests a second to
    /// new messages.
    private static final String REDELIVERY = "20";

    /// With ten users a batch and 50 ms each, 400 announcements a second even if they run one after
    /// another.
    private static final int ANNOUNCEMENTS = 20;

    /// Lambda's range for an event source.
    private static final int MIN = 2;

    private static final int MAX = 1_000;

    /// Lambda's default, which new accounts may have to ask for.
    private static final String QUOTA = "1000";

    /// Reads `redeliveryConcurrency`, `presenceConcurrency` and `lambdaConcurrency`.
    static Concurrency of(Context context) {
        return new Concurrency(
                context.integer("redeliveryConcurrency", REDELIVERY, MIN, MAX),
                context.integer("presenceConcurrency", MIN, MAX),
                context.integer("lambdaConcurrency", QUOTA, 1, 1_000_000));
    }

    /// The catch-ups that redelivery can make in some seconds.
    long catchUps(int seconds) {
        return 1_000L * seconds * redelivery / CATCH_UP_MILLISECONDS;
    }

    /// Batches of the announcement queue at once.
    int announcements() {
        return presence.orElse(ANNOUNCEMENTS);
    }

    /// The concurrency that is reserved for a function, which can use no more; empty for none.
    OptionalInt reserved(ChatFunction function) {
        return isPresence(function) ? presence : OptionalInt.empty();
    }

    private static boolean isPresence(ChatFunction function) {
        return function == ChatFunction.PRESENCE || function == ChatFunction.ANNOUNCE;
    }
}
