package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.LambdaMode;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/// The same code on AWS's runtime interface client, each function in JVMs of its own.
/// `-Dchat.lambda=process` has every other test here run so too.
final class ProcessModeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void twoPeopleChat() {
        try (var chat =
                RunningChat.start(
                        RunningChat.CDK_OUT, Optional.empty(), PATIENCE, LambdaMode.PROCESS)) {
            new TwoPeopleChatTest(chat).aMessageIsAcceptedThenDeliveredThenRead();

            assertThat(ProcessHandle.current().children()).hasSizeGreaterThanOrEqualTo(5);
        }
    }
}
