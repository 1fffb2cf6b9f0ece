package chat.delivery;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Fault;
import chat.inmemory.Faults.Kind;
import chat.inmemory.InMemoryChat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

final class DisconnectTest {
    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller phone = chat.online(ALICE, PHONE, "one");

    @Test
    void theRowIsRemovedAndTheLastActivityStored() {
        Instant later = chat.ports().clock().advance(Duration.ofMinutes(5));

        disconnect(phone);

        assertThat(chat.ports().connections().of(ALICE)).isEmpty();
        assertThat(chat.ports().users().find(ALICE).orElseThrow().lastActiveAt()).isEqualTo(later);
    }

    @Test
    void aLateDisconnectDoesNotRemoveTheNewConnection() {
        Caller again = chat.online(ALICE, PHONE, "two");

        disconnect(phone);
        disconnect(phone);

        assertThat(chat.ports().connections().of(ALICE))
                .extracting(Connection::id)
                .containsExactly(again.connection());
    }

    @Test
    void aConnectionOfAnotherUserIsNotRemoved() {
        chat.services().disconnect().handle(BOB, phone.connection(), NOON);

        assertThat(chat.ports().connections().of(ALICE)).hasSize(1);
    }

    @Test
    void anUnknownUserMayDisconnect() {
        chat.services().disconnect().handle(BOB, new ConnectionId("none"), NOON);

        assertThat(chat.ports().users().find(BOB)).isEmpty();
    }

    @Test
    void theRowIsRemovedEvenIfTheActivityCannotBeStored() {
        var faults = new Faults(2, Kind.REFUSED);

        assertThatThrownBy(
                        () ->
                                chat.with(faults)
                                        .services()
                                        .disconnect()
                                        .handle(ALICE, phone.connection(), NOON))
                .isInstanceOf(Fault.class)
                .hasMessage("Users.recordActivity");
        assertThat(chat.ports().connections().of(ALICE)).isEmpty();
    }

    private void disconnect(Caller caller) {
        chat.services().disconnect().handle(caller.user(), caller.connection(), chat.now());
    }
}
