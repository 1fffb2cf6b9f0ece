package chat.domain;

import java.util.Arrays;
import java.util.Optional;

/// Who may see what of a user. It works both ways: who hides something does not see it of others
/// either.
///
/// @param lastSeen who sees when the user was last active
/// @param online who sees that the user is online
/// @param readReceipts whether others see how far the user has read; *delivered* is always seen
public record Privacy(Audience lastSeen, Audience online, boolean readReceipts) {
    /// Everything is seen by everyone.
    public static final Privacy OPEN = new Privacy(Audience.EVERYONE, Audience.EVERYONE, true);

    /// Who may see something.
    public enum Audience {
        /// All who have not been blocked.
        EVERYONE("everyone"),
        /// People to whom the user has written.
        CONTACTS("contacts"),
        /// None.
        NOBODY("nobody");

        private final String wireName;

        Audience(String wireName) {
            this.wireName = wireName;
        }

        /// How the protocol and the tables spell it.
        public String wireName() {
            return wireName;
        }

        /// Reads what [#wireName] gives.
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

        /// Whether it takes in somebody who stands so to the user. Who is blocked is in none.
        public boolean includes(Relation relation) {
            return !relation.blocks()
                    && switch (this) {
                        case EVERYONE -> true;
                        case CONTACTS -> relation.contact();
                        case NOBODY -> false;
                    };
        }
    }

    /// A change of some of it; what is empty stays.
    public record Change(
            Optional<Audience> lastSeen,
            Optional<Audience> online,
            Optional<Boolean> readReceipts) {
        /// Changes nothing.
        public static final Change NONE =
                new Change(Optional.empty(), Optional.empty(), Optional.empty());

        /// Whether others may be shown another presence from now on.
        public boolean changesPresence() {
            return lastSeen.isPresent() || online.isPresent();
        }
    }

    /// The same, changed.
    public Privacy with(Change change) {
        return new Privacy(
                change.lastSeen().orElse(lastSeen),
                change.online().orElse(online),
                change.readReceipts().orElse(readReceipts));
    }
}
