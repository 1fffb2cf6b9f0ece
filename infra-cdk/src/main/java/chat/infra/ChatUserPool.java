package chat.infra;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.ClientAttributes;
import software.amazon.awscdk.services.cognito.KeepOriginalAttrs;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StandardAttribute;
import software.amazon.awscdk.services.cognito.StandardAttributes;
import software.amazon.awscdk.services.cognito.StandardAttributesMask;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.constructs.Construct;

/// A Cognito user pool and the client that apps sign in with, for who has no issuer of their own.
///
/// Its ID token carries what the authorizer reads: `aud`, `sub`, `name`, `phone_number` and
/// `phone_number_verified`. A client cannot write the phone number: only an administrator, or a
/// flow that verifies it, makes a contact number.
final class ChatUserPool extends Construct {
    /// Longer than the 2 h a socket may live, so that a fresh token never shortens it.
    private static final Duration ID_TOKEN_VALIDITY = Duration.hours(3);

    private static final int PASSWORD_CHARACTERS_MIN = 12;

    private final UserPool pool;
    private final UserPoolClient client;

    ChatUserPool(Construct scope, String id, Settings settings) {
        super(scope, id);
        pool = pool(settings.destroyData());
        client = client();
        LogicalId.set(pool, "UserPool");
        LogicalId.set(client, "UserPoolClient");
    }

    String poolId() {
        return pool.getUserPoolId();
    }

    String clientId() {
        return client.getUserPoolClientId();
    }

    TokenIssuer issuer() {
        var host = "https://cognito-idp." + Aws.REGION + "." + Aws.URL_SUFFIX;
        return new TokenIssuer(host + "/" + poolId(), clientId());
    }

    private UserPool pool(boolean destroyData) {
        return UserPool.Builder.create(this, "Pool")
                .selfSignUpEnabled(true)
                .signInAliases(SignInAliases.builder().email(true).build())
                .autoVerify(AutoVerifiedAttrs.builder().email(true).build())
                .standardAttributes(
                        StandardAttributes.builder()
                                .email(required())
                                .fullname(required())
                                .phoneNumber(
                                        StandardAttribute.builder()
                                                .required(false)
                                                .mutable(true)
                                                .build())
                                .build())
                .passwordPolicy(PasswordPolicy.builder().minLength(PASSWORD_CHARACTERS_MIN).build())
                .keepOriginal(KeepOriginalAttrs.builder().email(true).build())
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .deletionProtection(!destroyData)
                .removalPolicy(destroyData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN)
                .build();
    }

    private UserPoolClient client() {
        var readable =
                StandardAttributesMask.builder()
                        .email(true)
                        .emailVerified(true)
                        .fullname(true)
                        .phoneNumber(true)
                        .phoneNumberVerified(true)
                        .build();
        var writable = StandardAttributesMask.builder().email(true).fullname(true).build();
        return UserPoolClient.Builder.create(this, "Client")
                .userPool(pool)
                .generateSecret(false)
                .authFlows(AuthFlow.builder().userSrp(true).adminUserPassword(true).build())
                .disableOAuth(true)
                .preventUserExistenceErrors(true)
                .idTokenValidity(ID_TOKEN_VALIDITY)
                .readAttributes(new ClientAttributes().withStandardAttributes(readable))
                .writeAttributes(new ClientAttributes().withStandardAttributes(writable))
                .build();
    }

    private static StandardAttribute required() {
        return StandardAttribute.builder().required(true).mutable(true).build();
    }
}
