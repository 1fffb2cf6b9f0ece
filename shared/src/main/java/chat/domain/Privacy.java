package chat.domain;

import java.util.Arrays;
import java.util.Optional;

/// A user's privacy settings. They work both ways: a user who hides something cannot see it for
/// other users either.
///
/// @param lastSeen who sees when the user was last active
/// @param online who sees that the user is online
/// @param readReceipts whether others see how far the user has read; delivery receipts are always
///   visible
public record Privacy(Audience lastSeen, Audience online, boolean readReceipts) {
    /// Everything is visible to everyone.
    public static final Privacy OPEN = new Privacy(Audience.EVERYONE, Audience.EVERYONE, true);

    /// The users who may see something.
    public enum Audience {
        /// All users whom the user has not blocked.
        EVERYONE("everyone"),
        /// People to whom the user has written.
        CONTACTS("contacts"),
        /// No users.
        NOBODY("nobody");

        private final String wireName;

        Audience(String wireName) {
            this.wireName = wireName;
        }

        /// The name in the protocol and in the tables.
        public String wireName() {
            return wireName;
        }

        /// The audience with a wire name.
        ///
        /// @throws InvalidValueException for any other text
        public static Audience of(String wireName) {
            return Arrays.stream(values())
                    .filter(audience -> audience.wireName.equals(wireName))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new InvalidValueException(
                                            "must be everyone, contacts or nobody"));
        }

        /// Whether this audience includes a user with the given relation. No audience includes a
        /// blocked user.
        public boolean includes(Relation relation) {
            return !relation.blocks()
                    && switch (this) {
                        case EVERYONE -> true;
                        case CONTACTS -> relation.contact();
                        case NOBODY -> false;
                    };
        }
    }

    /// A change of the settings. Empty fields stay as they are.
    public record Change(
            Optional<Audience> lastSeen,
            Optional<Audience> online,
            Optional<Boolean> readReceipts) {
        /// Changes nothing.
        public static final Change NONE =
                new Change(Optional.empty(), Optional.empty(), Optional.empty());

        /// Whether the change may affect the presence that others see.
        public boolean changesPresence() {
            return lastSeen.isPresent() || online.isPresent();
        }
    }

    /// These settings with a change applied.
    public Privacy with(Change change) {
        return new Privacy(
                change.lastSeen().orElse(lastSeen),
                change.online().orElse(online),
                change.readReceipts().orElse(readReceipts));
    }
}
