package chat.local.echo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The echo stack of these tests as a cloud assembly in the form of `cdk synth`'s output, with an
/// authorizer and a table. The smaller sample to run by hand with `./chat local --cdk-out …` is in
/// `bench/echo`.
public final class EchoAssembly {
    private EchoAssembly() {}

    /// Writes the template, manifests and jar.
    ///
    /// @return the folder
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : List.of("manifest.json", "Echo.assets.json", "Echo.template.json")) {
            try (var in =
                    Objects.requireNonNull(
                            EchoAssembly.class.getResourceAsStream("/echo/" + file))) {
                Files.copy(in, folder.resolve(file));
            }
        }
        EchoJar.write(folder.resolve("asset.e0.jar"));
        return folder;
    }
}
