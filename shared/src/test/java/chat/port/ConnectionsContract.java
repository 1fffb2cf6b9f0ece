package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.UserId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The contract of [Connections].
public interface ConnectionsContract {
    /// Returns the adapter under test, empty.
    Connections connections();

    @Test
    default void aUserWithoutConnectionsHasNone() {
        assertThat(connections().of(ALICE)).isEmpty();
        assertThat(connections().find(ALICE, id("one"))).isEmpty();
    }

    @Test
    default void aStoredConnectionIsReadBackUnchanged() {
        Connection bare = connection(ALICE, "bare=");
        Connection full =
                new Connection(
                        ALICE,
                        id("full-_/+="),
                        PHONE,
                        NOON.minus(Duration.ofDays(400)),
                        Optional.of(NOON.minusMillis(1)),
                        NOON,
                        Optional.of(NOON.plusMillis(1)),
                        NOON.plusMillis(7_001));
        connections().add(bare);
        connections().add(full);

        assertThat(connections().find(ALICE, bare.id())).contains(bare);
        assertThat(connections().find(ALICE, full.id())).contains(full);
        assertThat(connections().of(ALICE)).containsExactlyInAnyOrder(bare, full);
    }

    @Test
    default void connectionsOfUsersAreSeparate() {
        connections().add(connection(ALICE, "one"));
        connections().add(connection(BOB, "one"));

        connections().remove(ALICE, id("one"));

        assertThat(connections().of(ALICE)).isEmpty();
        assertThat(connections().of(BOB)).hasSize(1);
        assertThat(connections().find(ALICE, id("one"))).isEmpty();
        assertThat(connections().find(BOB, id("one"))).isPresent();
    }

    @Test
    default void removalDeletesOnlyThatConnection() {
        connections().add(connection(ALICE, "one"));
        connections().add(connection(ALICE, "two"));

        connections().remove(ALICE, id("one"));
        connections().remove(ALICE, id("one"));
        connections().remove(ALICE, id("never"));

        assertThat(connections().of(ALICE)).containsExactly(connection(ALICE, "two"));
    }

    @Test
    default void expiredConnectionsAreStillReturned() {
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        var expired =
                new Connection(
                        ALICE,
                        id("old"),
                        PHONE,
                        longAgo,
                        Optional.empty(),
                        longAgo,
                        Optional.empty(),
                        longAgo.plus(Connection.LEASE));
        connections().add(expired);

        assertThat(connections().of(ALICE)).containsExactly(expired);
        assertThat(connections().find(ALICE, expired.id())).contains(expired);
    }

    @Test
    default void theFirstOpenTimeIsKept() {
        connections().add(connection(ALICE, "one"));

        var first = connections().opened(ALICE, id("one"), NOON.plusSeconds(1));
        var second = connections().opened(ALICE, id("one"), NOON.plusSeconds(9));

        Connection opened = connection(ALICE, "one").opened(NOON.plusSeconds(1));
        assertThat(first).contains(opened);
        assertThat(second).contains(opened);
        assertThat(connections().find(ALICE, id("one"))).contains(opened);
    }

    @Test
    default void openingReturnsChangesMadeSinceTheInsert() {
        connections().add(connection(ALICE, "one"));
        connections().showReadReceipts(ALICE, id("one"), false);

        assertThat(connections().opened(ALICE, id("one"), NOON))
                .contains(connection(ALICE, "one").opened(NOON).withReadReceipts(false));
    }

    @Test
    default void theReadReceiptSettingIsStored() {
        connections().add(connection(ALICE, "one"));
        connections().add(connection(ALICE, "two").withReadReceipts(false));
        assertThat(connections().find(ALICE, id("two")).orElseThrow().readReceipts()).isFalse();

        connections().showReadReceipts(ALICE, id("one"), false);
        connections().showReadReceipts(ALICE, id("two"), true);
        connections().showReadReceipts(ALICE, id("never"), true);

        assertThat(connections().of(ALICE))
                .containsExactlyInAnyOrder(
                        connection(ALICE, "one").withReadReceipts(false), connection(ALICE, "two"));
    }

    @Test
    default void openingARemovedConnectionDoesNotRecreateIt() {
        connections().add(connection(ALICE, "one"));
        connections().remove(ALICE, id("one"));

        assertThat(connections().opened(ALICE, id("one"), NOON)).isEmpty();
        assertThat(connections().of(ALICE)).isEmpty();
    }

    @Test
    default void removeGoneDeletesAConnectionThatHasNotChanged() {
        Connection neverOpen = connection(ALICE, "one");
        Connection wasOpen = connection(ALICE, "two").opened(NOON);
        connections().add(neverOpen);
        connections().add(wasOpen);
        connections().add(connection(ALICE, "three"));

        assertThat(connections().removeGone(neverOpen)).isTrue();
        assertThat(connections().removeGone(neverOpen)).isTrue();
        assertThat(connections().removeGone(wasOpen)).isTrue();
        assertThat(connections().of(ALICE)).containsExactly(connection(ALICE, "three"));
    }

    @Test
    default void removeGoneKeepsAConnectionThatOpenedAfterItWasRead() {
        Connection seen = connection(ALICE, "one");
        connections().add(seen);
        connections().opened(ALICE, seen.id(), NOON);

        assertThat(connections().removeGone(seen)).isFalse();
        assertThat(connections().find(ALICE, seen.id())).contains(seen.opened(NOON));
    }

    @Test
    default void everyValidUserIdCanBeStored() {
        for (UserId user : Samples.ODD_USERS) {
            connections().add(connection(user, "one"));
            connections().opened(user, id("one"), NOON);

            assertThat(connections().of(user))
                    .extracting(Connection::openAt)
                    .containsExactly(Optional.of(NOON));
        }
    }

    private static ConnectionId id(String value) {
        return new ConnectionId(value);
    }

    private static Connection connection(UserId user, String id) {
        return new Connection(
                user,
                id(id),
                PHONE,
                NOON,
                Optional.empty(),
                NOON,
                Optional.empty(),
                NOON.plus(Connection.LEASE));
    }
}
