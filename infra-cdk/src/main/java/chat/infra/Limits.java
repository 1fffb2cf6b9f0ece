package chat.infra;

import static java.util.stream.Collectors.joining;

import chat.limits.Limit;
import chat.limits.Rate;

import java.util.EnumMap;
import java.util.Map;

/// How often users may do what is limited.
///
/// @param rates one for each [Limit]
/// @param frames frames of one connection other than messages, to one process
record Limits(Map<Limit, Rate> rates, Rate frames) {
    private static final int SECONDS_PER_HOUR = 3_600;

    /// Reads `userMessageBurst` and `userMessagesPerSecond` of one user, `pairMessageBurst` and
    /// `pairMessagesPerSecond` of one user to another, and how many conversations a user may begin,
    /// how many contact numbers look up, how often change the profile and settings, and how many
    /// users watch, per hour; `typingFrameBurst` and `typingFramesPerSecond` of one user, and
    /// `frameBurst` and `framesPerSecond` of a connection.
    static Limits of(Context context) {
        var rates = new EnumMap<Limit, Rate>(Limit.class);
        rates.put(Limit.MESSAGES, perSecond(context, "userMessage", "2000", "100"));
        rates.put(Limit.MESSAGES_TO_PEER, perSecond(context, "pairMessage", "2000", "100"));
        rates.put(Limit.NEW_CONVERSATIONS, perHour(context, "newConversationsPerHour", "60"));
        rates.put(Limit.LOOKUPS, perHour(context, "lookupsPerHour", "60"));
        rates.put(Limit.PROFILE_CHANGES, perHour(context, "profileChangesPerHour", "60"));
        rates.put(Limit.SETTINGS_CHANGES, perHour(context, "settingsChangesPerHour", "600"));
        rates.put(Limit.PRESENCE_WATCHES, perHour(context, "presenceWatchesPerHour", "2000"));
        rates.put(Limit.TYPING, perSecond(context, "typingFrame", "20", "2"));
        return new Limits(rates, perSecond(context, "frame", "200", "50"));
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

    /// As many at once as in an hour.
    private static Rate perHour(Context context, String name, String byDefault) {
        int many = context.integer(name, byDefault, 1, Rate.BURST_MAX);
        return new Rate(many, many);
    }

    /// What the functions read.
    String variable() {
        return rates.entrySet().stream()
                .map(limit -> limit.getKey() + "=" + text(limit.getValue()))
                .collect(joining(" "));
    }

    /// Likewise, of frames.
    String framesVariable() {
        return text(frames);
    }

    private static String text(Rate rate) {
        return rate.burst() + "," + rate.perHour();
    }
}
