package chat.infra;

/// Who issues the tokens that open a socket.
///
/// @param url what tokens carry as `iss`
/// @param audience what tokens must carry as `aud`
record TokenIssuer(String url, String audience) {}
