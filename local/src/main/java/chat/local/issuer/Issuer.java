package chat.local.issuer;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/// The built-in OIDC issuer: discovery document, key set, and `POST /dev/token`.
///
/// Its tokens have the claims of a Cognito ID token, signed with RS256, so an authorizer verifies
/// them like Cognito's. Anyone who reaches this port can get a token for any user: it is for a
/// developer's machine only.
///
/// @see <a
///   href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html">Cognito's
///   ID token</a>
public final class Issuer implements Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEYS_PATH = "/.well-known/jwks.json";
    private static final String TOKEN_PATH = "/dev/token";

    private final URI uri;
    private final String audience;
    private final RSAKey key;
    private final InstantSource clock;

    /// @param uri the issuer's address, used as its tokens' `iss`; without a trailing slash
    /// @param audience the `aud` of its tokens: the app client's id
    public Issuer(URI uri, String audience, RSAKey key, InstantSource clock) {
        this.uri = uri;
        this.audience = audience;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        return switch (request.path()) {
            case "/.well-known/openid-configuration" ->
                    only("GET", request, HttpResponse.json(200, discovery()));
            case KEYS_PATH ->
                    only("GET", request, HttpResponse.json(200, new JWKSet(key).toString()));
            case TOKEN_PATH -> only("POST", request, token(request.body()));
            default -> Optional.empty();
        };
    }

    private static Optional<HttpResponse> only(
            String method, HttpRequest request, HttpResponse response) {
        return Optional.of(
                request.method().equals(method)
                        ? response
                        : error(405, "use " + method + " " + request.path()));
    }

    private String discovery() {
        var document = JSON.createObjectNode();
        document.put("issuer", uri.toString());
        document.put("jwks_uri", uri + KEYS_PATH);
        document.put("token_endpoint", uri + TOKEN_PATH);
        document.putArray("subject_types_supported").add("public");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        return document.toString();
    }

    private HttpResponse token(String body) {
        try {
            var token = signed(claims(TokenRequest.parse(body)));
            return HttpResponse.json(
                    200, JSON.createObjectNode().put("token", token.serialize()).toString());
        } catch (IllegalArgumentException badBody) {
            return error(400, String.valueOf(badBody.getMessage()));
        }
    }

    private JWTClaimsSet claims(TokenRequest request) {
        Instant now = clock.instant();
        Instant end = now.plus(request.expiresIn());
        // An expired token must have been issued before its expiry.
        Instant issued = end.isBefore(now) ? end.minusSeconds(1) : now;
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(uri.toString())
                        .audience(audience)
                        .subject(request.user())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(issued))
                        .expirationTime(Date.from(end))
                        .claim("auth_time", issued.getEpochSecond())
                        .claim("token_use", "id")
                        .claim("cognito:username", request.user());
        request.name().ifPresent(name -> claims.claim("name", name));
        request.contactNumber()
                .ifPresent(
                        number ->
                                claims.claim("phone_number", number)
                                        .claim("phone_number_verified", true));
        return claims.build();
    }

    private SignedJWT signed(JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("the issuer's key cannot sign", impossible);
        }
        return token;
    }

    private static HttpResponse error(int status, String message) {
        return HttpResponse.json(status, JSON.createObjectNode().put("error", message).toString());
    }
}
