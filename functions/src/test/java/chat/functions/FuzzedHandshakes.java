package chat.functions;

import static chat.functions.HandledChat.CONNECTED_AT;
import static chat.functions.HandledChat.TOKEN_ENDS;

import chat.protocol.FuzzedJson;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Generates handshakes with valid and invalid subprotocols, headers, query strings and tokens;
/// some tokens are signed by a foreign key for the user Mallory. The same seed gives the same
/// handshakes, except for the signatures.
final class FuzzedHandshakes {
    /// The users that have tokens of the issuer.
    static final Set<String> USERS = Set.of("alice", "__proto__", "{\"a\":[]}#:v");

    /// Texts that must not occur in a log or an exception.
    static final List<String> SECRETS =
            List.of("a text of some length", "+4915112345678", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA");

    private static final String MALLORY = "mallory";
    private static final ECKey STRANGER = TestIssuer.ec(TestIssuer.EC.getKeyID());
    private static final List<String> HEADERS =
            List.of("Origin", "Authorization", "Cookie", "X-User-Id", "X-Amzn-Trace-Id", "Host");
    private static final List<String> PARAMETERS =
            List.of("deviceId", "since", "token", "userId", "sub", "tokenExpiresAt", "name");

    private final Random random;
    private final FuzzedJson json;
    private final List<String> good;
    private final List<String> bad;
    private final List<String> texts = new ArrayList<>(SECRETS);

    /// A generated handshake.
    ///
    /// @param regular whether it is well-formed and has a valid token
    record Handshake(Map<String, Object> headers, Map<String, Object> query, boolean regular) {
        /// Returns the offered subprotocols; the header name is case-insensitive.
        String offered() {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("sec-websocket-protocol"))
                    .map(header -> (String) header.getValue())
                    .reduce("", (one, other) -> one + "," + other);
        }
    }

    FuzzedHandshakes(TestIssuer issuer, long seed) {
        random = new Random(seed);
        json = new FuzzedJson(random, List.of("x"), List.of("x"));
        good = good(issuer);
        bad = bad(issuer);
        FuzzedJson.ODD_VALUES.forEach(value -> texts.add(value.toString()));
        texts.addAll(List.of("phone", "a b", "1790000000000", "99999999999999999999", "\u0663"));
        texts.addAll(List.of("-1", "+5", "1e3", "%0d%0a", "a,b", "chat.v1", ";", "bearer."));
    }

    /// Returns the next handshake.
    Handshake next() {
        boolean regular = random.nextInt(4) == 0;
        Map<String, Object> headers = new HashMap<>();
        Map<String, Object> query = new HashMap<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            headers.put(json.pick(HEADERS), text());
            query.put(json.pick(PARAMETERS), text());
        }
        if (random.nextInt(4) > 0) {
            query.put("deviceId", "phone-" + random.nextInt(5));
        }
        headers.put(spelled("Sec-WebSocket-Protocol"), regular ? regular() : subprotocols());
        if (!regular && random.nextInt(8) == 0) {
            headers.put(spelled("Sec-WebSocket-Protocol"), subprotocols());
        }
        return new Handshake(headers, query, regular);
    }

    private String spelled(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> name.toLowerCase(Locale.ROOT);
            case 1 -> name.toUpperCase(Locale.ROOT);
            default -> name;
        };
    }

    private String regular() {
        return "chat.v1, bearer." + json.pick(good);
    }

    private String subprotocols() {
        List<String> offered = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            offered.add(
                    switch (random.nextInt(4)) {
                        case 0 -> "chat.v1";
                        case 1 -> text();
                        default -> "bearer." + token();
                    });
        }
        return String.join(random.nextBoolean() ? ", " : ",", offered);
    }

    private String token() {
        return switch (random.nextInt(5)) {
            case 0 -> json.pick(good);
            case 1 -> json.bytes(json.pick(good));
            case 2 -> json.spliced(json.pick(good), json.pick(bad));
            case 3 -> parts();
            default -> json.pick(bad);
        };
    }

    /// Returns a token whose header, claims and signature come from different tokens.
    private String parts() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String[] token = json.pick(random.nextBoolean() ? good : bad).split("\\.", -1);
            parts.add(token[Math.min(i, token.length - 1)]);
        }
        return String.join(".", parts);
    }

    private String text() {
        return random.nextInt(8) == 0 ? json.bytes(json.pick(good)) : json.pick(texts);
    }

    private static List<String> good(TestIssuer issuer) {
        List<String> tokens = new ArrayList<>();
        for (String user : USERS) {
            for (Object name : List.of("Alice", "a\nb\u202e", "x".repeat(300), 7, List.of("y"))) {
                tokens.add(
                        TestIssuer.sign(
                                TestIssuer.EC,
                                claims(issuer, user)
                                        .claim("name", name)
                                        .claim("phone_number", SECRETS.get(1))
                                        .claim("phone_number_verified", false)
                                        .build()));
            }
        }
        return tokens;
    }

    private static JWTClaimsSet.Builder claims(TestIssuer issuer, String user) {
        return issuer.claims(CONNECTED_AT, TOKEN_ENDS).subject(user);
    }

    private static List<String> bad(TestIssuer issuer) {
        var mallory = claims(issuer, MALLORY);
        var ended = issuer.claims(CONNECTED_AT, CONNECTED_AT).subject(MALLORY).build();
        var early = claims(issuer, MALLORY).notBeforeTime(Date.from(TOKEN_ENDS)).build();
        var foreign = claims(issuer, MALLORY).audience("another-client").build();
        var unknown = new ECKey.Builder(TestIssuer.EC).keyID("ec-9").build();
        try {
            var secret = new MACSigner(TestIssuer.EC.toECPublicKey().getEncoded());
            return List.of(
                    TestIssuer.sign(STRANGER, mallory.build()),
                    TestIssuer.sign(TestIssuer.EC, ended),
                    TestIssuer.sign(TestIssuer.EC, early),
                    TestIssuer.sign(TestIssuer.EC, foreign),
                    TestIssuer.sign(unknown, mallory.build()),
                    TestIssuer.sign(JWSAlgorithm.HS256, TestIssuer.EC, secret, mallory.build()),
                    TestIssuer.sign(TestIssuer.EC, claims(issuer, "m\u00e1llory").build()),
                    TestIssuer.sign(TestIssuer.EC, claims(issuer, "m".repeat(200)).build()),
                    new PlainJWT(mallory.build()).serialize(),
                    "e30.e30.e30",
                    "..",
                    "a".repeat(5_000));
        } catch (JOSEException unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
