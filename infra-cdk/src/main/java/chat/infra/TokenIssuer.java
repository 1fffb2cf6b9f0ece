package chat.infra;

import java.net.URI;

/// The issuer of the tokens that open a socket.
///
/// @param url the `iss` claim of its tokens
/// @param audience the `aud` claim that tokens must have
record TokenIssuer(String url, String audience) {
    /// The discovery document with the issuer's endpoints: OpenID Connect Discovery 1.0.
    static final String DISCOVERY = "/.well-known/openid-configuration";

    /// Scheme, host and port of the address. It must be known at synthesis.
    String origin() {
        var address = URI.create(url);
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
