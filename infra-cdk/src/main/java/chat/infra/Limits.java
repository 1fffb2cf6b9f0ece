package chat.infra;

import static java.util.stream.Collectors.joining;

import chat.limits.Limit;
import chat.limits.Rate;

import java.util.EnumMap;
import java.util.Map;

/// The rate limits of users.
///
/// @param rates one for each [Limit]
record Limits(Map<Limit, Rate> rates) {
    private static final int SECONDS_PER_HOUR = 3_600;

    /// Reads the limits from the context:
    /// - `userMessageBurst` and `userMessagesPerSecond` for one user's messages,
    /// - `reactionBurst` and `reactionsPerSecond` for one user's reactions,
    /// - `pairMessageBurst` and `pairMessagesPerSecond` for one user's messages to another,
    /// - per user and hour: new conversations, lookups of contact numbers, changes of the profile
    ///   and settings, and users subscribed to,
    /// - `searchBurst` and `searchesPerHour` for one user's searches,
    /// - `typingFrameBurst` and `typingFramesPerSecond`, `frameBurst` and `framesPerSecond`,
    ///   `frameItemBurst` and `frameItemsPerSecond` for one user.
    ///
    /// An outbox sends messages one after another, about ten per second: 300 messages written
    /// offline pass at once, and the steady rate is above what people write.
    static Limits of(Context context) {
        var rates = new EnumMap<Limit, Rate>(Limit.class);
        rates.put(Limit.MESSAGES, perSecond(context, "userMessage", "600", "20"));
        rates.put(Limit.MESSAGES_TO_PEER, perSecond(context, "pairMessage", "300", "10"));
        rates.put(Limit.REACTIONS, perSecond(context, "reaction", "120", "2"));
        rates.put(Limit.NEW_CONVERSATIONS, perHour(context, "newConversationsPerHour", "60"));
        rates.put(Limit.LOOKUPS, perHour(context, "lookupsPerHour", "60"));
        rates.put(Limit.PROFILE_CHANGES, perHour(context, "profileChangesPerHour", "60"));
        rates.put(Limit.SETTINGS_CHANGES, perHour(context, "settingsChangesPerHour", "600"));
        rates.put(Limit.SEARCHES, searches(context));
        rates.put(Limit.PRESENCE_WATCHES, perHour(context, "presenceWatchesPerHour", "2000"));
        rates.put(Limit.TYPING, perSecond(context, "typingFrame", "20", "2"));
        rates.put(Limit.FRAMES, perSecond(context, "frame", "200", "50"));
        rates.put(Limit.FRAME_ITEMS, perSecond(context, "frameItem", "1000", "50"));
        return new Limits(rates);
    }

    private static Rate perSecond(Context context, String name, String burst, String perSecond) {
        return new Rate(
                context.integer(name + "Burst", burst, 1, Rate.BURST_MAX),
                SECONDS_PER_HOUR
                        * context.integer(
                                name + "sPerSecond",
                                perSecond,
                                1,
                                Rate.PER_HOUR_MAX / SECONDS_PER_HOUR));
    }

    /// A limit per hour whose burst is the whole hour's amount.
    private static Rate perHour(Context context, String name, String byDefault) {
        int many = context.integer(name, byDefault, 1, Rate.BURST_MAX);
        return new Rate(many, many);
    }

    /// An exhaustive search of 100,000 messages takes about six requests.
    private static Rate searches(Context context) {
        return new Rate(
                context.integer("searchBurst", "60", 1, Rate.BURST_MAX),
                context.integer("searchesPerHour", "180", 1, Rate.PER_HOUR_MAX));
    }

    /// The limits as the value of the functions' environment variable.
    String variable() {
        return rates.entrySet().stream()
                .map(limit -> limit.getKey() + "=" + text(limit.getValue()))
                .collect(joining(" "));
    }

    private static String text(Rate rate) {
        return rate.burst() + "," + rate.perHour();
    }
}
