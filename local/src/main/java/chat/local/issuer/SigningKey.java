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

/// The RSA key that the issuer signs with.
public final class SigningKey {
    private static final int RSA_BITS = 2048;
    private static final String FILE = "issuer-key.json";

    private SigningKey() {}

    /// A key for this run only.
    ///
    /// @param now goes into the key id, so that keys of several runs differ by it
    public static RSAKey fresh(Instant now) {
        try {
            return new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .issueTime(Date.from(now))
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this JDK makes no RSA keys", impossible);
        }
    }

    /// The key kept in a folder; made and written, readable by the owner only, if it is not there.
    ///
    /// @throws IOException if it can be neither read nor written, or is not a key
    public static RSAKey keptIn(Path folder, Instant now) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            try {
                return RSAKey.parse(Files.readString(file));
            } catch (ParseException notAKey) {
                throw new IOException(file + " holds no signing key; delete it", notAKey);
            }
        }
        RSAKey key = fresh(now);
        Files.createDirectories(folder);
        // Temporary files are made for the owner alone, and the move is all or nothing.
        Path written = Files.createTempFile(folder, FILE, ".new");
        Files.writeString(written, key.toJSONString());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }
}
