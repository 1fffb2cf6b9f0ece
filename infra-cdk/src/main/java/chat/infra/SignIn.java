package chat.infra;

import software.amazon.awscdk.services.cognito.Mfa;

import java.util.Optional;
import java.util.regex.Pattern;

/// Who may sign in, and how. All users are in the stack's own user pool, or none is.
///
/// @param foreignIssuer the issuer of tokens, if it is not the stack's own user pool
/// @param selfSignUp whether anyone can sign up
/// @param mfa whether users need a second factor
record SignIn(Optional<TokenIssuer> foreignIssuer, boolean selfSignUp, Mfa mfa) {
    private static final Pattern ISSUER = Pattern.compile("https://[^\\s?#]+[^\\s?#/]");

    /// Reads `tokenIssuer`, `tokenAudience`, `selfSignUp` and `mfa`.
    ///
    /// @throws IllegalArgumentException if a value is invalid or has no effect
    static SignIn of(Context context) {
        var issuer = foreignIssuer(context);
        boolean selfSignUp = context.oneOf("selfSignUp", "true", "false").equals("true");
        var mfa =
                switch (context.oneOf("mfa", "off", "optional", "required")) {
                    case "optional" -> Mfa.OPTIONAL;
                    case "required" -> Mfa.REQUIRED;
                    default -> Mfa.OFF;
                };
        if (issuer.isPresent() && (!selfSignUp || mfa != Mfa.OFF)) {
            throw new IllegalArgumentException(
                    "tokenIssuer: leave out selfSignUp and mfa, which only the stack's own user"
                            + " pool uses");
        }
        return new SignIn(issuer, selfSignUp, mfa);
    }

    private static Optional<TokenIssuer> foreignIssuer(Context context) {
        var url =
                context.matching(
                        "tokenIssuer",
                        ISSUER,
                        "the issuer's address: https://… without a slash at the end");
        var audience = context.text("tokenAudience");
        if (url.isPresent() != audience.isPresent()) {
            throw new IllegalArgumentException(
                    "tokenIssuer and tokenAudience: give both, or neither for a user pool");
        }
        return url.map(issuer -> new TokenIssuer(issuer, audience.orElseThrow()));
    }
}
