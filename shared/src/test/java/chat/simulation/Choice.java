package chat.simulation;

import chat.domain.UserId;

import java.util.Locale;
import java.util.Optional;

/// Something a user sets, for a conversation or for all others.
///
/// @param peer whose conversation it is set for; empty where it is for all others
record Choice(Optional<UserId> peer, What what, boolean on) {
    /// What can be set.
    enum What {
        BLOCKED,
        MUTED,
        ARCHIVED,
        PINNED,
        /// How far one has read is not told.
        READ_HIDDEN,
        /// Neither whether one is online nor since when not.
        PRESENCE_HIDDEN;

        /// Whether it is of one conversation.
        boolean isOfConversation() {
            return this != READ_HIDDEN && this != PRESENCE_HIDDEN;
        }

        /// How the protocol spells it.
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The frame that asks for it.
    String frame(String requestId) {
        String action = what.isOfConversation() ? "conversation" : "profile";
        String of = peer.map(user -> "\"peer\":\"" + user.value() + "\",").orElse("");
        return "{\"action\":\"%s\",\"requestId\":\"%s\",%s\"set\":%s}"
                .formatted(action, requestId, of, set());
    }

    private String set() {
        String audience = on ? "nobody" : "everyone";
        return switch (what) {
            case BLOCKED, MUTED, ARCHIVED, PINNED -> "{\"" + what.wireName() + "\":" + on + "}";
            case READ_HIDDEN -> "{\"privacy\":{\"readReceipts\":" + !on + "}}";
            case PRESENCE_HIDDEN ->
                    "{\"privacy\":{\"online\":\"%s\",\"lastSeen\":\"%s\"}}"
                            .formatted(audience, audience);
        };
    }
}
