/// The development stand-in for a Cognito user pool: an OIDC issuer that gives anyone any token.
@NullMarked
package chat.local.issuer;

import org.jspecify.annotations.NullMarked;
