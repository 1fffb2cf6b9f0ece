package chat.local;

import chat.local.gateway.Limits;
import chat.local.lambda.LambdaMode;
import chat.local.lambda.SharedCode;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The options of the runtime.
///
/// @param port 0 picks a free one
/// @param dataDirectory stores tables and the signing key across restarts; without it everything is
///   in memory
/// @param cdkOut the synthesized cloud assembly
/// @param lambda the way functions are run
/// @param watch whether to reload functions when a build changes their code
/// @param limits the limits of the account and its APIs
/// @param parameters values of the template's parameters, and of other stacks' exports, by name
/// @param web the built web app to serve at `/`, if it exists
/// @param shared code that other runtimes in this JVM run too; without it the runtime loads its own
public record Options(
        int port,
        Optional<Path> dataDirectory,
        Path cdkOut,
        LambdaMode lambda,
        boolean watch,
        Limits limits,
        Optional<Path> web,
        Map<String, String> parameters,
        Optional<SharedCode> shared) {
    public Options {
        parameters = Map.copyOf(parameters);
    }

    /// The default options for a cloud assembly: any free port, in memory.
    public static Options of(Path cdkOut) {
        return new Options(
                0,
                Optional.empty(),
                cdkOut,
                LambdaMode.IN_PROCESS,
                false,
                Limits.AWS,
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /// These options with another port.
    public Options withPort(int other) {
        return new Options(
                other, dataDirectory, cdkOut, lambda, watch, limits, web, parameters, shared);
    }

    /// These options with a data directory.
    public Options withDataDirectory(Path folder) {
        return new Options(
                port, Optional.of(folder), cdkOut, lambda, watch, limits, web, parameters, shared);
    }

    /// These options with another cloud assembly.
    public Options withCdkOut(Path other) {
        return new Options(
                port, dataDirectory, other, lambda, watch, limits, web, parameters, shared);
    }

    /// These options with another Lambda mode.
    public Options withLambda(LambdaMode mode) {
        return new Options(
                port, dataDirectory, cdkOut, mode, watch, limits, web, parameters, shared);
    }

    /// These options with reloading of changed functions.
    public Options withWatch() {
        return new Options(
                port, dataDirectory, cdkOut, lambda, true, limits, web, parameters, shared);
    }

    /// These options with other limits.
    public Options withLimits(Limits others) {
        return new Options(
                port, dataDirectory, cdkOut, lambda, watch, others, web, parameters, shared);
    }

    /// These options with the web app in a folder.
    public Options withWeb(Path folder) {
        return new Options(
                port,
                dataDirectory,
                cdkOut,
                lambda,
                watch,
                limits,
                Optional.of(folder),
                parameters,
                shared);
    }

    /// These options with the value of a parameter of the template.
    public Options withParameter(String name, String value) {
        var all = new TreeMap<>(parameters);
        all.put(name, value);
        return new Options(port, dataDirectory, cdkOut, lambda, watch, limits, web, all, shared);
    }

    /// These options with code that other runtimes in this JVM run too.
    public Options withShared(SharedCode code) {
        return new Options(
                port,
                dataDirectory,
                cdkOut,
                lambda,
                watch,
                limits,
                web,
                parameters,
                Optional.of(code));
    }
}
