package chat.local.lambda;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// How functions are run.
public enum LambdaMode {
    /// All in this JVM, see [InProcessInvoker].
    IN_PROCESS("in-process"),

    /// Each in JVMs of its own, see [ProcessInvoker].
    PROCESS("process");

    private final String option;

    LambdaMode(String option) {
        this.option = option;
    }

    /// How the command line calls it.
    public String option() {
        return option;
    }

    /// The mode that the command line calls so.
    public static Optional<LambdaMode> of(String option) {
        return Arrays.stream(values()).filter(mode -> mode.option.equals(option)).findFirst();
    }

    /// All options, for a message.
    public static String options() {
        return Arrays.stream(values()).map(LambdaMode::option).collect(Collectors.joining(" or "));
    }
}
