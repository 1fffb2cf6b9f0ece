package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConnectionId;
import chat.domain.UserId;
import chat.port.PresenceSubscriptions.Subscription;

import org.junit.jupiter.api.Test;

/// The contract of [PresenceSubscriptions].
public interface PresenceSubscriptionsContract {
    /// Returns the adapter under test, without subscriptions of or to Alice and Bob.
    PresenceSubscriptions subscriptions();

    @Test
    default void aSubscriptionIsFoundByTheUserItObserves() {
        var subscriptions = subscriptions();
        var subscription = subscription(ALICE, "c1", BOB);

        subscriptions.add(subscription);

        assertThat(subscriptions.of(ALICE)).containsExactly(subscription);
        assertThat(subscriptions.of(BOB)).isEmpty();
    }

    @Test
    default void eachConnectionHasItsOwnSubscription() {
        var subscriptions = subscriptions();
        subscriptions.add(subscription(ALICE, "c1", BOB));
        subscriptions.add(subscription(ALICE, "c2", BOB));

        subscriptions.remove(ALICE, new ConnectionId("c1"));

        assertThat(subscriptions.of(ALICE)).containsExactly(subscription(ALICE, "c2", BOB));
    }

    @Test
    default void addingAgainRenewsTheSubscription() {
        var subscriptions = subscriptions();
        subscriptions.add(subscription(ALICE, "c1", BOB));
        var later = new Subscription(ALICE, new ConnectionId("c1"), BOB, NOON.plusSeconds(7));

        subscriptions.add(later);

        assertThat(subscriptions.of(ALICE)).containsExactly(later);
    }

    @Test
    default void removingAMissingSubscriptionIsNotAnError() {
        subscriptions().remove(ALICE, new ConnectionId("c1"));
    }

    private static Subscription subscription(UserId watched, String connection, UserId watcher) {
        return new Subscription(
                watched, new ConnectionId(connection), watcher, NOON.plusSeconds(1));
    }
}
