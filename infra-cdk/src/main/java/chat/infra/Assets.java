package chat.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/// The build's output that the stack uploads.
///
/// @param lambdaJar the jar with all handlers
/// @param webChat the folder with the web chat's files
record Assets(Path lambdaJar, Path webChat) {
    /// The assets at the build's output paths, relative to this module's folder.
    ///
    /// @throws IllegalArgumentException if one is missing
    static Assets built() {
        return new Assets(Path.of("../functions/target/lambda.jar"), Path.of("../client/web/dist"));
    }

    /// @throws IllegalArgumentException if one is missing
    Assets {
        check(Files.isRegularFile(lambdaJar), lambdaJar);
        check(Files.isRegularFile(webChat.resolve(WebContent.PAGE)), webChat);
    }

    private static void check(boolean isThere, Path file) {
        if (!isThere) {
            throw new IllegalArgumentException(
                    "no " + file + ": run ./mvnw package in the project's folder");
        }
    }
}
