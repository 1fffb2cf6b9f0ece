package chat.local.reload;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.template.Function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/// The digest of each function's code, by the function's name.
record CodeDigests(Map<String, String> ofFunctions) {
    CodeDigests {
        ofFunctions = Map.copyOf(ofFunctions);
    }

    /// Reads the code of functions, once per package.
    static CodeDigests of(Collection<Function> functions) {
        var digests = new HashMap<Path, String>();
        var ofFunctions = new HashMap<String, String>();
        for (var function : functions) {
            ofFunctions.put(
                    function.name(), digests.computeIfAbsent(function.code(), CodeDigests::digest));
        }
        return new CodeDigests(ofFunctions);
    }

    /// Whether a function has the same code in both.
    boolean agree(CodeDigests other, Function function) {
        String name = function.name();
        return Objects.equals(ofFunctions.get(name), other.ofFunctions.get(name));
    }

    /// The digest of a jar's content; of a folder, that of the names and contents of its files.
    private static String digest(Path code) {
        try (var files = Files.walk(code)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(code.relativize(file).toString().getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
