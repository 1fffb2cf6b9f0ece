package chat.dynamodb;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import chat.domain.Connection;
import chat.domain.ConnectionId;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class ConnectionItemTest {
    private static final Connection CONNECTION =
            new Connection(
                    ALICE,
                    new ConnectionId("a="),
                    PHONE,
                    NOON.minusMillis(2),
                    Optional.of(NOON.minusMillis(1)),
                    NOON,
                    Optional.empty(),
                    NOON.plus(Connection.LEASE));

    @Test
    void aConnectionIsReadFromAStreamImage() {
        var attributes = new HashMap<String, String>();
        ConnectionItem.write(CONNECTION)
                .forEach(
                        (name, value) ->
                                attributes.put(name, value.s() == null ? value.n() : value.s()));

        assertThat(ConnectionItem.read(attributes)).isEqualTo(CONNECTION);
    }

    @Test
    void anItemDoesNotExpireBeforeItsLease() {
        var seconds = ConnectionItem.write(CONNECTION).get("expiresAtSeconds");

        assertThat(Instant.ofEpochSecond(Long.parseLong(requireNonNull(seconds).n())))
                .isBetween(CONNECTION.expiresAt(), CONNECTION.expiresAt().plusSeconds(1));
        assertThat(ChatTable.CONNECTIONS.schema().expiryAttribute()).contains("expiresAtSeconds");
    }

    @Test
    void theErrorNamesTheMissingAttribute() {
        assertThatThrownBy(() -> ConnectionItem.read(Map.of("userId", "alice")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("connectionId");
    }
}
