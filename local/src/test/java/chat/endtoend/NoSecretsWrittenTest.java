package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Runs after all other end-to-end tests and reads everything that functions, local runtime and
/// meter wrote: it must not contain a token, a message text or a phone number.
@Isolated
@ExtendWith(RunningChat.Shared.class)
final class NoSecretsWrittenTest {
    /// A JSON Web Token starts with `{"` in Base64.
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}");

    /// The form used by the tests: German numbers, with or without blanks.
    private static final Pattern CONTACT_NUMBER = Pattern.compile("\\+49[ \\d]{6,}");

    private final RunningChat chat;

    NoSecretsWrittenTest(RunningChat chat) {
        this.chat = chat;
    }

    @BeforeAll
    static void afterTheWholeSuite() {
        assumeTrue(
                System.getProperty("test") == null,
                "needs all end-to-end tests before it: run it without -Dtest");
    }

    @Test
    void noOutputContainsATokenATextOrAPhoneNumber() {
        List<String> lines = Written.lines();
        Set<String> texts = Written.texts();

        assertThat(lines).anyMatch(line -> line.contains("\"frame\":\"sendMessage\""));
        assertThat(lines).anyMatch(line -> line.contains("\"frame\":\"$connect\""));
        assertThat(texts).hasSizeGreaterThan(5);
        assertThat(lines).filteredOn(line -> reveals(line, texts)).isEmpty();
    }

    /// CloudWatch would turn a log line of this form into a metric, named by the values in it.
    @Test
    void noLogLineBecomesAMetric() {
        assertThat(Written.lines()).noneMatch(line -> line.contains("CloudWatchMetrics"));
    }

    @Test
    void meterAndStatePageContainNoSecrets() {
        Set<String> texts = Written.texts();

        assertThat(List.of(chat.meter().toString(), chat.state().toString()))
                .allMatch(shown -> shown.contains("SendMessage") || shown.contains("Messages"))
                .noneMatch(shown -> reveals(shown, texts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cause\":\"no key for eyJhbGciOiJSUzI1NiJ9.e30.AAAA\"}",
                "{\"record\":\"a text of some length\"}",
                "{\"user\":\"+4915112345678\"}",
                "{\"user\":\"+49 151 12345678\"}"
            })
    void aLineWithASecretIsFound(String line) {
        assertThat(reveals(line, Set.of("a text of some length"))).isTrue();
    }

    private static boolean reveals(String line, Set<String> texts) {
        return TOKEN.matcher(line).find()
                || CONTACT_NUMBER.matcher(line).find()
                || texts.stream().anyMatch(line::contains);
    }
}
