package chat.infra;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.CfnManagedLoginBranding;
import software.amazon.awscdk.services.cognito.CfnUserPoolDomain;
import software.amazon.awscdk.services.cognito.ClientAttributes;
import software.amazon.awscdk.services.cognito.KeepOriginalAttrs;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StandardAttribute;
import software.amazon.awscdk.services.cognito.StandardAttributes;
import software.amazon.awscdk.services.cognito.StandardAttributesMask;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.constructs.Construct;

import java.util.List;
import java.util.Optional;

/// A Cognito user pool and the client that apps sign in with, for deployments without an issuer of
/// their own.
///
/// Its ID token has the claims that the authorizer reads: `aud`, `sub`, `name`, `phone_number` and
/// `phone_number_verified`. A client cannot write the phone number. Only an administrator or a flow
/// that verifies it can set one.
final class ChatUserPool extends Construct {
    /// Longer than the 2 h a socket may stay open, so that a fresh token never shortens a
    /// connection.
    private static final Duration ID_TOKEN_VALIDITY = Duration.hours(3);

    /// The newer of the two kinds of sign-in pages; 1 is the classic hosted UI.
    private static final int MANAGED_LOGIN = 2;

    private static final int PASSWORD_CHARACTERS_MIN = 12;

    /// Text messages would be charged, and can be intercepted.
    private static final MfaSecondFactor AUTHENTICATOR_APP =
            MfaSecondFactor.builder().otp(true).sms(false).build();

    private final UserPool pool;
    private final String pagesPrefix;

    /// @param settings who may sign in, and how
    /// @param destroyData whether the users are deleted with the stack
    ChatUserPool(Construct scope, String id, SignIn settings, boolean destroyData) {
        super(scope, id);
        pool = pool(settings, destroyData);
        pagesPrefix = UniqueName.of("chat", Stack.of(this));
        LogicalId.set(pool, "UserPool");
    }

    String poolId() {
        return pool.getUserPoolId();
    }

    /// The addresses a page connects to for signing in: the pool, which describes its endpoints,
    /// and the token endpoint of its sign-in pages.
    ///
    /// The pool's origin alone would not suffice, because all pools of the Region share it.
    List<String> signIn() {
        return List.of(
                url() + TokenIssuer.DISCOVERY,
                "https://%s.auth.%s.amazoncognito.com/oauth2/token"
                        .formatted(pagesPrefix, Aws.REGION));
    }

    /// Adds the client that apps sign in with.
    ///
    /// @param webChat the address of the web chat; its users sign in on the pool's pages
    /// @return the issuer of their tokens
    TokenIssuer openTo(Optional<String> webChat) {
        var client = client(webChat);
        LogicalId.set(client, "UserPoolClient");
        var issuer = new TokenIssuer(url(), client.getUserPoolClientId());
        webChat.ifPresent(address -> signInPages(issuer));
        return issuer;
    }

    private String url() {
        return "https://cognito-idp." + Aws.REGION + "." + Aws.URL_SUFFIX + "/" + poolId();
    }

    private UserPool pool(SignIn settings, boolean destroyData) {
        return UserPool.Builder.create(this, "Pool")
                .selfSignUpEnabled(settings.selfSignUp())
                .mfa(settings.mfa())
                .mfaSecondFactor(AUTHENTICATOR_APP)
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

    private UserPoolClient client(Optional<String> webChat) {
        var readable =
                StandardAttributesMask.builder()
                        .email(true)
                        .emailVerified(true)
                        .fullname(true)
                        .phoneNumber(true)
                        .phoneNumberVerified(true)
                        .build();
        var writable = StandardAttributesMask.builder().email(true).fullname(true).build();
        var builder =
                UserPoolClient.Builder.create(this, "Client")
                        .userPool(pool)
                        .generateSecret(false)
                        .authFlows(AuthFlow.builder().userSrp(true).adminUserPassword(true).build())
                        .preventUserExistenceErrors(true)
                        .idTokenValidity(ID_TOKEN_VALIDITY)
                        .readAttributes(new ClientAttributes().withStandardAttributes(readable))
                        .writeAttributes(new ClientAttributes().withStandardAttributes(writable));
        webChat.ifPresentOrElse(
                address -> builder.oAuth(codeFlow(address)), () -> builder.disableOAuth(true));
        return builder.build();
    }

    /// Authorization code with PKCE, the flow for a client without a secret. With the scope
    /// `openid` alone the ID token has every attribute that the client may read.
    ///
    /// @see <a
    ///   href="https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html">The
    ///   authorize endpoint</a>
    private static OAuthSettings codeFlow(String address) {
        return OAuthSettings.builder()
                .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                .scopes(List.of(OAuthScope.OPENID))
                .callbackUrls(List.of(address))
                .logoutUrls(List.of(address))
                .build();
    }

    /// Cognito's managed login with its default style.
    private void signInPages(TokenIssuer issuer) {
        var domain =
                CfnUserPoolDomain.Builder.create(this, "SignInPages")
                        .userPoolId(poolId())
                        .domain(pagesPrefix)
                        .managedLoginVersion(MANAGED_LOGIN)
                        .build();
        domain.overrideLogicalId("UserPoolDomain");
        var branding =
                CfnManagedLoginBranding.Builder.create(this, "SignInLook")
                        .userPoolId(poolId())
                        .clientId(issuer.audience())
                        .useCognitoProvidedValues(true)
                        .build();
        branding.overrideLogicalId("UserPoolBranding");
    }

    private static StandardAttribute required() {
        return StandardAttribute.builder().required(true).mutable(true).build();
    }
}
