/// The local replacement for a Cognito user pool: an OIDC issuer that issues any token to anyone.
@NullMarked
package chat.local.issuer;

import org.jspecify.annotations.NullMarked;
