package chat.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;

/// The RSA key with which the issuer signs.
public final class SigningKey {
    private static final int RSA_BITS = 2048;
    private static final String FILE = "issuer-key.json";

    private SigningKey() {}

    /// Generates a key for this run only.
    ///
    /// @param now part of the key id, so that each run has a different one
    public static RSAKey fresh(Instant now) {
        try {
            return new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .issueTime(Date.from(now))
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this JDK cannot generate RSA keys", impossible);
        }
    }

    /// The key stored in a folder; if there is none, generates and stores one that only the owner
    /// can read.
    ///
    /// @throws IOException if the file cannot be read or written, or does not contain a key
    public static RSAKey keptIn(Path folder, Instant now) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            try {
                return RSAKey.parse(Files.readString(file));
            } catch (ParseException notAKey) {
                throw new IOException(file + " contains no signing key; delete it", notAKey);
            }
        }
        RSAKey key = fresh(now);
        Files.createDirectories(folder);
        // Only the owner can read temporary files, and the move is atomic.
        Path written = Files.createTempFile(folder, FILE, ".new");
        Files.writeString(written, key.toJSONString());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }
}
