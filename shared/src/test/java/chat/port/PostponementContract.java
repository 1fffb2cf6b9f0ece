package chat.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/// The contract of [Postponement].
public interface PostponementContract {
    /// Returns the adapter under test.
    Postponement postponement();

    /// Adds a message to the end of a group.
    void add(String group, String message);

    /// Receives the next visible message.
    ///
    /// @param expected whether to wait for a message
    ///
    /// @return empty if none is visible
    Optional<Receive> receive(boolean expected);

    /// A message that was received, and is invisible until its visibility timeout ends.
    record Receive(String message, String receipt) {}

    @Test
    default void aPostponedMessageIsNotDeliveredBeforeItsTime() {
        add("a", "one");
        Receive first = receive(true).orElseThrow();

        postponement().postpone(first.receipt(), Duration.ofHours(1));

        assertThat(receive(false)).isEmpty();
    }

    @Test
    default void aPostponedMessageIsDeliveredAgain() {
        add("a", "one");
        Receive first = receive(true).orElseThrow();

        postponement().postpone(first.receipt(), Duration.ZERO);

        assertThat(receive(true)).map(Receive::message).contains("one");
    }

    @Test
    default void theMessagesOfItsGroupWaitAndThoseOfOthersDoNot() {
        add("a", "one");
        Receive first = receive(true).orElseThrow();
        add("a", "two");
        add("b", "three");

        postponement().postpone(first.receipt(), Duration.ofHours(1));

        assertThat(receive(true)).map(Receive::message).contains("three");
        assertThat(receive(false)).isEmpty();
    }
}
