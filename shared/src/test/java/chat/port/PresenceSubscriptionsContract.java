package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.PresenceSubscriptions.Subscription;

import org.junit.jupiter.api.Test;

/// What every [PresenceSubscriptions] holds to.
public interface PresenceSubscriptionsContract {
    /// The subscriptions, none of them Alice's or Bob's.
    PresenceSubscriptions subscriptions();

    @Test
    default void aSubscriptionIsFoundByWhomItWatches() {
        var subscriptions = subscriptions();
        var watching = watching(ALICE, "c1", BOB);

        subscriptions.add(watching);

        assertThat(subscriptions.of(ALICE)).containsExactly(watching);
        assertThat(subscriptions.of(BOB)).isEmpty();
    }

    @Test
    default void eachConnectionWatchesForItself() {
        var subscriptions = subscriptions();
        subscriptions.add(watching(ALICE, "c1", BOB));
        subscriptions.add(watching(ALICE, "c2", BOB));

        subscriptions.remove(ALICE, new ConnectionId("c1"));

        assertThat(subscriptions.of(ALICE)).containsExactly(watching(ALICE, "c2", BOB));
    }

    @Test
    default void addingAgainMovesTheEnd() {
        var subscriptions = subscriptions();
        subscriptions.add(watching(ALICE, "c1", BOB));
        var later = new Subscription(ALICE, new ConnectionId("c1"), BOB, NOON.plusSeconds(7));

        subscriptions.add(later);

        assertThat(subscriptions.of(ALICE)).containsExactly(later);
    }

    @Test
    default void removingWhatIsNotThereIsNoError() {
        subscriptions().remove(ALICE, new ConnectionId("c1"));
    }

    private static Subscription watching(UserId watched, String connection, UserId watcher) {
        return new Subscription(
                watched, new ConnectionId(connection), watcher, NOON.plusSeconds(1));
    }
}
