package chat.local;

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
/// @param web the built web app that is served at `/`, if it is there
public record Options(
        int port,
        Optional<Path> dataDirectory,
        Path cdkOut,
        LambdaMode lambda,
        boolean watch,
        Optional<Path> web) {
    /// A cloud assembly on any free port, in memory, with everything else as it is by default.
    public static Options of(Path cdkOut) {
        return new Options(
                0, Optional.empty(), cdkOut, LambdaMode.IN_PROCESS, false, Optional.empty());
    }

    /// The same on a port.
    public Options withPort(int other) {
        return new Options(other, dataDirectory, cdkOut, lambda, watch, web);
    }

    /// The same, kept in a folder.
    public Options withDataDirectory(Path folder) {
        return new Options(port, Optional.of(folder), cdkOut, lambda, watch, web);
    }

    /// The same of another cloud assembly.
    public Options withCdkOut(Path other) {
        return new Options(port, dataDirectory, other, lambda, watch, web);
    }

    /// The same with functions run in a mode.
    public Options withLambda(LambdaMode mode) {
        return new Options(port, dataDirectory, cdkOut, mode, watch, web);
    }

    /// The same, reloading functions whose code changes.
    public Options withWatch() {
        return new Options(port, dataDirectory, cdkOut, lambda, true, web);
    }

    /// The same, serving the web app in a folder.
    public Options withWeb(Path folder) {
        return new Options(port, dataDirectory, cdkOut, lambda, watch, Optional.of(folder));
    }
}
