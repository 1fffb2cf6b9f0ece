package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConnectionId;
import chat.domain.UserId;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The contract of [RedeliveryQueue].
public interface RedeliveryQueueContract {
    /// Returns the adapter under test, empty.
    RedeliveryQueue queue();

    /// Waits for `count` requests, and takes all requests out of the queue.
    List<Request> takeAll(int count);

    /// Advances the time so far that the next call is not combined with earlier ones.
    void later();

    /// A request to catch up a connection.
    record Request(UserId user, ConnectionId connection) {}

    @Test
    default void aRequestIsTakenOnce() {
        queue().add(ALICE, id("one"));

        assertThat(takeAll(1)).containsExactly(new Request(ALICE, id("one")));
        assertThat(takeAll(0)).isEmpty();
    }

    @Test
    default void everyUserIdIsTakenUnchanged() {
        for (UserId user : Samples.ODD_USERS) {
            queue().add(user, id("of-" + Samples.ODD_USERS.indexOf(user)));
        }

        assertThat(takeAll(Samples.ODD_USERS.size()))
                .extracting(Request::user)
                .containsExactlyInAnyOrderElementsOf(Samples.ODD_USERS);
    }

    @Test
    default void callsForOneConnectionAtTheSameTimeBecomeOneRequest() {
        queue().add(ALICE, id("one"));
        queue().add(ALICE, id("one"));
        queue().add(ALICE, id("other"));
        queue().add(BOB, id("third"));

        assertThat(takeAll(3))
                .containsExactlyInAnyOrder(
                        new Request(ALICE, id("one")),
                        new Request(ALICE, id("other")),
                        new Request(BOB, id("third")));
    }

    @Test
    default void aConnectionCanBeAddedAgainLater() {
        queue().add(ALICE, id("one"));
        takeAll(1);
        later();

        queue().add(ALICE, id("one"));

        assertThat(takeAll(1)).containsExactly(new Request(ALICE, id("one")));
    }

    private static ConnectionId id(String text) {
        return new ConnectionId(text);
    }
}
