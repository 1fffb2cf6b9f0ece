package chat.domain;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Privacy.Audience;
import chat.port.UserBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PresenceVisibilityTest {
    private static final Relation CONTACTS = new Relation(true, true, false, false);

    @ParameterizedTest
    @CsvSource({
        "EVERYONE, EVERYONE, false, true",
        "EVERYONE, CONTACTS, false, false",
        "EVERYONE, CONTACTS, true, true",
        "CONTACTS, EVERYONE, false, false",
        "CONTACTS, CONTACTS, true, true",
        "EVERYONE, NOBODY, true, false",
        "NOBODY, EVERYONE, true, false"
    })
    void aDetailIsVisibleIfBothUsersShareIt(
            Audience viewers, Audience watcheds, boolean contact, boolean seen) {
        var relation = new Relation(contact, contact, false, false);

        PresenceVisibility online =
                PresenceVisibility.of(
                        alice(new Privacy(Audience.EVERYONE, viewers, true)),
                        bob(new Privacy(Audience.EVERYONE, watcheds, true), true),
                        relation);
        PresenceVisibility lastSeen =
                PresenceVisibility.of(
                        alice(new Privacy(viewers, Audience.EVERYONE, true)),
                        bob(new Privacy(watcheds, Audience.EVERYONE, true), true),
                        relation);

        assertThat(online).isEqualTo(new PresenceVisibility(seen, true));
        assertThat(lastSeen).isEqualTo(new PresenceVisibility(true, seen));
    }

    /// Alice has sent messages to Bob, who has not answered.
    @ParameterizedTest
    @CsvSource({
        "EVERYONE, EVERYONE, true",
        "EVERYONE, CONTACTS, false",
        "CONTACTS, EVERYONE, true",
        "CONTACTS, CONTACTS, false"
    })
    void aStrangerWhoHasSentMessagesDoesNotSeeDetailsForContacts(
            Audience alices, Audience bobs, boolean seen) {
        var relation = new Relation(/* contact= */ true, /* contactOf= */ false, false, false);

        assertThat(
                        PresenceVisibility.of(
                                alice(new Privacy(alices, alices, true)),
                                bob(new Privacy(bobs, bobs, true), true),
                                relation))
                .isEqualTo(new PresenceVisibility(seen, seen));
    }

    @Test
    void aBlockHidesBothUsersFromEachOther() {
        var blocks = new Relation(true, true, true, false);
        var blocked = new Relation(true, true, false, true);

        assertThat(PresenceVisibility.of(alice(Privacy.OPEN), bob(Privacy.OPEN, true), blocks))
                .isEqualTo(new PresenceVisibility(false, false));
        assertThat(PresenceVisibility.of(alice(Privacy.OPEN), bob(Privacy.OPEN, true), blocked))
                .isEqualTo(new PresenceVisibility(false, false));
    }

    @Test
    void aDisabledUserIsNotVisible() {
        assertThat(PresenceVisibility.of(alice(Privacy.OPEN), bob(Privacy.OPEN, false), CONTACTS))
                .isEqualTo(new PresenceVisibility(false, false));
    }

    @Test
    void aUserSeesTheirOwnPresence() {
        var hidden = new Privacy(Audience.NOBODY, Audience.NOBODY, false);

        assertThat(PresenceVisibility.of(alice(hidden), alice(hidden), Relation.NONE))
                .isEqualTo(PresenceVisibility.OWN);
    }

    private static User alice(Privacy privacy) {
        return user(ALICE, privacy, true);
    }

    private static User bob(Privacy privacy, boolean enabled) {
        return user(BOB, privacy, enabled);
    }

    private static User user(UserId id, Privacy privacy, boolean enabled) {
        return UserBuilder.user(id).privacy(privacy).enabled(enabled).build();
    }
}
