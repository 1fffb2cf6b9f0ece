package chat.port;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ConnectionId;
import chat.port.Gateway.Answer;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The contract of [Gateway].
public interface GatewayContract {
    /// Returns the adapter under test.
    Gateway gateway();

    /// Opens a socket.
    ConnectionId open();

    /// Returns the id of a socket whose client has closed it.
    ConnectionId closed();

    /// Waits until the client of an open socket has received `count` frames, and returns all frames
    /// it has received.
    List<String> received(ConnectionId connection, int count);

    @Test
    default void postedFramesArriveUnchangedAndInOrder() {
        ConnectionId open = open();
        ConnectionId other = open();
        List<String> frames = List.of("{\"type\":\"one\",\"text\":\"é👋\"}", "{\"type\":\"two\"}");

        for (String frame : frames) {
            assertThat(gateway().post(open, frame)).isEqualTo(Answer.OK);
        }

        assertThat(received(open, 2)).isEqualTo(frames);
        assertThat(received(other, 0)).isEmpty();
    }

    @Test
    default void aProbeFindsAnOpenSocketAndSendsNothing() {
        ConnectionId open = open();

        assertThat(gateway().probe(open)).isEqualTo(Answer.OK);

        assertThat(received(open, 0)).isEmpty();
    }

    @Test
    default void aSocketThatIsNotOpenIsGone() {
        for (ConnectionId gone : List.of(closed(), new ConnectionId("AAAAAAAAAAAAAAA="))) {
            assertThat(gateway().post(gone, "{}")).isEqualTo(Answer.GONE);
            assertThat(gateway().probe(gone)).isEqualTo(Answer.GONE);
            assertThat(gateway().close(gone)).isEqualTo(Answer.GONE);
        }
    }

    @Test
    default void aClosedSocketIsGone() {
        ConnectionId open = open();

        assertThat(gateway().close(open)).isEqualTo(Answer.OK);

        assertThat(gateway().probe(open)).isEqualTo(Answer.GONE);
        assertThat(gateway().post(open, "{}")).isEqualTo(Answer.GONE);
    }
}
