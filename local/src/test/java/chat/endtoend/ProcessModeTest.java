package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.lambda.LambdaMode;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/// The chat on AWS's runtime interface client, with separate JVMs for each function.
/// `-Dchat.lambda=process` runs all other tests here this way, too.
final class ProcessModeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void twoUsersChat() {
        try (var chat =
                RunningChat.start(
                        RunningChat.CDK_OUT, Optional.empty(), PATIENCE, LambdaMode.PROCESS)) {
            new TwoPeopleChatTest(chat).aMessageIsAcceptedThenDeliveredThenRead();

            assertThat(ProcessHandle.current().children())
                    .filteredOn(child -> child.info().command().orElse("").endsWith("java"))
                    .hasSizeGreaterThanOrEqualTo(5);
        }
    }
}
