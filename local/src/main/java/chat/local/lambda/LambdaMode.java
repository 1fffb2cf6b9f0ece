package chat.local.lambda;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The way functions are run.
public enum LambdaMode {
    /// All functions in this JVM, see [InProcessInvoker].
    IN_PROCESS("in-process"),

    /// Each function in its own JVMs, see [ProcessInvoker].
    PROCESS("process");

    private final String option;

    LambdaMode(String option) {
        this.option = option;
    }

    /// The value of the command-line option.
    public String option() {
        return option;
    }

    /// The mode with this command-line value.
    public static Optional<LambdaMode> of(String option) {
        return Arrays.stream(values()).filter(mode -> mode.option.equals(option)).findFirst();
    }

    /// All values, for an error message.
    public static String options() {
        return Arrays.stream(values()).map(LambdaMode::option).collect(Collectors.joining(" or "));
    }
}
