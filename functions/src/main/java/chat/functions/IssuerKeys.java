package chat.functions;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/// The keys that an issuer publishes: cached for five minutes, fetched again for one that is not
/// among them, but at most twice in half a minute, and kept for 50 minutes while they cannot be
/// fetched.
///
/// That a key does not exist is the issuer's word alone. Where it was asked last and gave none, or
/// nothing that can be taken, an unknown key is a failure and no refusal: the key may be the one
/// that it signs with since.
final class IssuerKeys implements JWKSource<SecurityContext> {
    private final JWKSource<SecurityContext> cached;
    private volatile boolean answered;

    /// @param address where the issuer publishes them
    /// @throws IOException if this is no address of HTTP
    IssuerKeys(String address, IssuerDocuments documents) throws IOException {
        var published =
                new URLBasedJWKSetSource<SecurityContext>(IssuerDocuments.url(address), documents);
        cached =
                JWKSourceBuilder.create(new Fetched(published))
                        .refreshAheadCache(false) // no thread runs between two requests
                        .retrying(true)
                        .outageTolerant(true)
                        .build();
    }

    /// @return none if the issuer has no such key
    /// @throws KeySourceException if that cannot be told
    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context)
            throws KeySourceException {
        List<JWK> found = known(wanted);
        if (found.isEmpty() && !answered) {
            throw new KeySourceException("the issuer does not say whether it has the key");
        }
        return found;
    }

    /// Where no more fetches are allowed the last was less than half a minute ago, and its answer
    /// is what there is to go by.
    private List<JWK> known(JWKSelector wanted) throws KeySourceException {
        try {
            return cached.get(wanted, null);
        } catch (RateLimitReachedException fetchedEnough) {
            return List.of();
        }
    }

    /// Notes how each fetch ends. An issuer without a single key has lost them: that is no answer.
    private final class Fetched implements JWKSetSource<SecurityContext> {
        private final JWKSetSource<SecurityContext> published;

        Fetched(JWKSetSource<SecurityContext> published) {
            this.published = published;
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator evaluator,
                long currentTimeMillis,
                @Nullable SecurityContext context)
                throws KeySourceException {
            boolean brought = false;
            try {
                JWKSet keys = published.getJWKSet(evaluator, currentTimeMillis, context);
                if (keys.isEmpty()) {
                    throw new JWKSetUnavailableException("the issuer publishes no keys");
                }
                brought = true;
                return keys;
            } finally {
                answered = brought;
            }
        }

        @Override
        public void close() throws IOException {
            published.close();
        }
    }
}
