package chat.infra;

import java.net.URI;

/// Who issues the tokens that open a socket.
///
/// @param url what tokens carry as `iss`
/// @param audience what tokens must carry as `aud`
record TokenIssuer(String url, String audience) {
    /// Where an issuer tells its endpoints: OpenID Connect Discovery 1.0.
    static final String DISCOVERY = "/.well-known/openid-configuration";

    /// Scheme, host and port of the address, which must be known at synthesis.
    String origin() {
        var address = URI.create(url);
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
