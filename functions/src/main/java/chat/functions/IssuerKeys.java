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

/// The keys that an issuer publishes. They are cached for five minutes and fetched again for an
/// unknown key, at most twice in half a minute. If fetching fails, they are kept for 50 minutes.
///
/// Only the issuer can say that a key does not exist. If the last fetch failed or returned no
/// usable key, an unknown key is a failure, not a rejection: the issuer may have begun to sign with
/// it since.
final class IssuerKeys implements JWKSource<SecurityContext> {
    private final JWKSource<SecurityContext> cached;
    private volatile boolean answered;

    /// @param address the URL of the keys
    /// @throws IOException if it is not an HTTP URL
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
    /// @throws KeySourceException if that cannot be determined
    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context)
            throws KeySourceException {
        List<JWK> found = known(wanted);
        if (found.isEmpty() && !answered) {
            throw new KeySourceException("unknown key, and the issuer's keys could not be fetched");
        }
        return found;
    }

    /// If no more fetches are allowed, the last one was less than half a minute ago, and its result
    /// is used.
    private List<JWK> known(JWKSelector wanted) throws KeySourceException {
        try {
            return cached.get(wanted, null);
        } catch (RateLimitReachedException fetchedEnough) {
            return List.of();
        }
    }

    /// Records the outcome of each fetch. An empty list of keys is a failure.
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
