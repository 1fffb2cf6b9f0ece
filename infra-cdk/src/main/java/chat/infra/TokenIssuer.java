package chat.infra;

import java.net.URI;

/// Who issues the tokens that open a socket.
///
/// @param url what tokens carry as `iss`
/// @param audience what tokens must carry as `aud`
record TokenIssuer(String url, String audience) {
    /// Scheme, host and port of the address, which must be known at synthesis.
    String origin() {
        var address = URI.create(url);
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
