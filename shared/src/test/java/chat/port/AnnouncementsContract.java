package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.UserId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/// The contract of [Announcements].
public interface AnnouncementsContract {
    /// Returns the adapter under test, empty.
    Announcements announcements();

    /// Waits for `count` requests, and takes all requests out of the queue. A request may be taken
    /// twice.
    List<Request> takeAll(int count);

    /// A request to announce a user's presence.
    record Request(UserId user, boolean onlyIfAway) {}

    @Test
    default void aUserWhoLeftIsAnnouncedOnlyIfAway() {
        announcements().left(ALICE);

        assertThat(takeAll(1)).containsOnly(new Request(ALICE, true));
        assertThat(takeAll(0)).isEmpty();
    }

    @Test
    default void aChangeIsAnnouncedInAnyCase() {
        announcements().changed(ALICE);

        assertThat(takeAll(1)).containsOnly(new Request(ALICE, false));
    }

    @Test
    default void everyRequestIsTaken() {
        announcements().left(ALICE);
        announcements().changed(ALICE);
        announcements().left(BOB);

        assertThat(Set.copyOf(takeAll(3)))
                .isEqualTo(
                        Set.of(
                                new Request(ALICE, true),
                                new Request(ALICE, false),
                                new Request(BOB, true)));
    }

    @Test
    default void everyUserIdIsTakenUnchanged() {
        Samples.ODD_USERS.forEach(announcements()::left);

        assertThat(takeAll(Samples.ODD_USERS.size()))
                .extracting(Request::user)
                .containsOnlyOnceElementsOf(Samples.ODD_USERS);
    }
}
