package chat.functions;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A local OIDC issuer: its discovery document, its keys, and tokens signed with them.
final class TestIssuer implements AutoCloseable {
    static final String AUDIENCE = "chat-client";
    static final RSAKey RSA = rsa("rsa-1");
    static final ECKey EC = ec("ec-1");

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private volatile String namesItself;
    private volatile String keysAddress;
    private volatile List<JWK> keys = List.of(RSA, EC);
    private volatile boolean discoveryIsUp = true;
    private volatile boolean keysAreUp = true;
    private volatile @Nullable HttpHandler otherKeys;
    private final AtomicInteger fetches = new AtomicInteger();

    TestIssuer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        namesItself = url();
        keysAddress = url() + "/keys";
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, discoveryIsUp, document()));
        server.createContext(
                "/keys",
                exchange -> {
                    fetches.incrementAndGet();
                    HttpHandler instead = otherKeys;
                    if (instead == null) {
                        answer(exchange, keysAreUp, new JWKSet(keys).toString());
                    } else {
                        instead.handle(exchange);
                    }
                });
        server.start();
    }

    /// Returns the issuer URL, the `iss` of its tokens.
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Returns the number of fetches of its keys.
    int fetches() {
        return fetches.get();
    }

    /// Replaces the published keys.
    void rotate(JWK... others) {
        keys = List.of(others);
    }

    /// Sets the issuer named in the discovery document.
    void setDiscoveryIssuer(String issuer) {
        namesItself = issuer;
    }

    void discoveryUp(boolean up) {
        discoveryIsUp = up;
    }

    void keysUp(boolean up) {
        keysAreUp = up;
    }

    /// Sets the response at the URL of its keys.
    void serveKeys(String body) {
        serveKeys(exchange -> answer(exchange, true, body));
    }

    /// Sets the handler of requests for its keys.
    void serveKeys(HttpHandler handler) {
        otherKeys = handler;
    }

    /// Sets the URL of the keys in the discovery document.
    void moveKeys(String address) {
        keysAddress = address;
    }

    /// Returns the claims of a valid token of Alice.
    JWTClaimsSet.Builder claims(Instant issuedAt, Instant expiresAt) {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject("alice")
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(expiresAt));
    }

    /// Signs with a key, whose id is in the token's header.
    static String sign(JWK key, JWTClaimsSet claims) {
        try {
            boolean rsa = key instanceof RSAKey;
            JWSSigner signer =
                    key instanceof RSAKey rsaKey
                            ? new RSASSASigner(rsaKey)
                            : new ECDSASigner(key.toECKey());
            return sign(rsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256, key, signer, claims);
        } catch (JOSEException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /// Signs with an algorithm other than the key's.
    static String sign(JWSAlgorithm algorithm, JWK named, JWSSigner signer, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(algorithm).keyID(named.getKeyID()).build();
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String document() {
        return JSONObjectUtils.toJSONString(Map.of("issuer", namesItself, "jwks_uri", keysAddress));
    }

    private static void answer(HttpExchange exchange, boolean up, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(up ? OK : UNAVAILABLE, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
