package chat.functions;

import chat.domain.DeviceId;
import chat.domain.InvalidValueException;
import chat.domain.UserId;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import com.nimbusds.jwt.JWTClaimsSet;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Allows a connect that offers `chat.v1` and a valid token as subprotocols.
public final class AuthorizerHandler
        implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> {
    private static final String BEARER = "bearer.";

    /// A longer name is omitted, because a handshake fails if the authorizer's response exceeds 8
    /// KB.
    private static final int NAME_LENGTH_MAX = 256;

    /// `{"alg":"RS256"}.{}.` with an invalid signature: the verifier tries every key of the issuer.
    static final String FORGED = "eyJhbGciOiJSUzI1NiJ9.e30.AAAA";

    private final TokenVerifier tokens;

    /// The constructor that Lambda calls.
    public AuthorizerHandler() {
        this(System.getenv());
        Map<String, String> environment = System.getenv();
        Priming.register(() -> Wiring.tokens(environment).verify(FORGED));
    }

    /// @param environment the function's variables
    public AuthorizerHandler(Map<String, String> environment) {
        this(Wiring.tokens(environment));
    }

    AuthorizerHandler(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /// @throws UnauthorizedException without a valid token
    @Override
    public IamPolicyResponseV1 handleRequest(
            APIGatewayCustomAuthorizerEvent event, Context context) {
        JWTClaimsSet claims =
                token(event).flatMap(tokens::verify).orElseThrow(UnauthorizedException::new);
        UserId user = user(claims);
        var response = new IamPolicyResponseV1();
        response.setPrincipalId(user.value());
        response.setPolicyDocument(
                IamPolicyResponseV1.PolicyDocument.builder()
                        .withVersion(IamPolicyResponseV1.VERSION_2012_10_17)
                        .withStatement(
                                List.of(IamPolicyResponseV1.allowStatement(event.getMethodArn())))
                        .build());
        response.setContext(context(event, claims, user));
        return response;
    }

    /// The token; empty if there are several, because another reader of the handshake might pick a
    /// different one.
    private static Optional<String> token(APIGatewayCustomAuthorizerEvent event) {
        List<String> offered = Subprotocols.offered(event.getHeaders());
        List<String> tokens =
                offered.stream()
                        .filter(protocol -> protocol.startsWith(BEARER))
                        .map(protocol -> protocol.substring(BEARER.length()))
                        .toList();
        return offered.contains(Subprotocols.CHAT) && tokens.size() == 1
                ? Optional.of(tokens.getFirst())
                : Optional.empty();
    }

    private static UserId user(JWTClaimsSet claims) {
        try {
            return new UserId(claims.getSubject());
        } catch (InvalidValueException notAUser) {
            throw new UnauthorizedException();
        }
    }

    private static Map<String, Object> context(
            APIGatewayCustomAuthorizerEvent event, JWTClaimsSet claims, UserId user) {
        var context = new HashMap<String, Object>();
        context.put(AuthorizerContext.USER.key(), user.value());
        context.put(
                AuthorizerContext.TOKEN_EXPIRES_AT.key(),
                Long.toString(claims.getExpirationTime().toInstant().toEpochMilli()));
        text(claims, "name")
                .filter(name -> name.length() <= NAME_LENGTH_MAX)
                .ifPresent(name -> context.put(AuthorizerContext.NAME.key(), name));
        if (isTrue(claims.getClaim("phone_number_verified"))) {
            text(claims, "phone_number")
                    .ifPresent(n -> context.put(AuthorizerContext.CONTACT_NUMBER.key(), n));
        }
        device(event).ifPresent(id -> context.put(AuthorizerContext.DEVICE.key(), id));
        return context;
    }

    private static Optional<String> device(APIGatewayCustomAuthorizerEvent event) {
        return Optional.ofNullable(event.getQueryStringParameters())
                .map(parameters -> parameters.get("deviceId"))
                .filter(
                        id -> {
                            try {
                                return !new DeviceId(id).value().isEmpty();
                            } catch (InvalidValueException notADevice) {
                                return false; // $connect responds with 400 and the reason
                            }
                        });
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String value && !value.isBlank()
                ? Optional.of(value)
                : Optional.empty();
    }

    /// Cognito sends the claim as a boolean, some issuers as text.
    private static boolean isTrue(@Nullable Object claim) {
        return claim != null && claim.toString().equals("true");
    }
}
