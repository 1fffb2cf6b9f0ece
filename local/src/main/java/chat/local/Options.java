package chat.local;

import chat.local.gateway.Limits;
import chat.local.lambda.LambdaMode;

import java.nio.file.Path;
import java.util.Optional;

/// What to start.
///
/// @param port 0 for any free one
/// @param dataDirectory keeps tables and signing key across restarts; without it everything is in
///   memory
/// @param cdkOut the synthesized cloud assembly
/// @param lambda how functions are run
/// @param watch whether functions are reloaded when a build has changed their code
/// @param limits of the account and its APIs
/// @param web the built web app that is served at `/`, if it is there
public record Options(
        int port,
        Optional<Path> dataDirectory,
        Path cdkOut,
        LambdaMode lambda,
        boolean watch,
        Limits limits,
        Optional<Path> web) {
    /// A cloud assembly on any free port, in memory, with everything else as it is by default.
    public static Options of(Path cdkOut) {
        return new Options(
                0,
                Optional.empty(),
                cdkOut,
                LambdaMode.IN_PROCESS,
                false,
                Limits.AWS,
                Optional.empty());
    }

    /// The same on a port.
    public Options withPort(int other) {
        return new Options(other, dataDirectory, cdkOut, lambda, watch, limits, web);
    }

    /// The same, kept in a folder.
    public Options withDataDirectory(Path folder) {
        return new Options(port, Optional.of(folder), cdkOut, lambda, watch, limits, web);
    }

    /// The same of another cloud assembly.
    public Options withCdkOut(Path other) {
        return new Options(port, dataDirectory, other, lambda, watch, limits, web);
    }

    /// The same with functions run in a mode.
    public Options withLambda(LambdaMode mode) {
        return new Options(port, dataDirectory, cdkOut, mode, watch, limits, web);
    }

    /// The same, reloading functions whose code changes.
    public Options withWatch() {
        return new Options(port, dataDirectory, cdkOut, lambda, true, limits, web);
    }

    /// The same within other limits.
    public Options withLimits(Limits others) {
        return new Options(port, dataDirectory, cdkOut, lambda, watch, others, web);
    }

    /// The same, serving the web app in a folder.
    public Options withWeb(Path folder) {
        return new Options(port, dataDirectory, cdkOut, lambda, watch, limits, Optional.of(folder));
    }
}
