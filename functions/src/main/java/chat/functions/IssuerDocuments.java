package chat.functions;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;

/// Fetches documents that an issuer publishes: only over HTTP, without redirects, at most 64 KB. A
/// redirect or a `file:` URL therefore cannot make the function read something else.
final class IssuerDocuments extends DefaultResourceRetriever {
    private static final int BYTES_MAX = 64 * 1024;

    /// @param timeout for connecting and for each read
    IssuerDocuments(Duration timeout) {
        super((int) timeout.toMillis(), (int) timeout.toMillis(), BYTES_MAX);
    }

    /// @throws IOException if the address is not HTTP
    static URL url(String address) throws IOException {
        try {
            var uri = new URI(address);
            if ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) {
                return uri.toURL();
            }
        } catch (URISyntaxException notAnAddress) {
            throw new IOException(notAnAddress);
        }
        throw new IOException("the URL of the issuer's keys must be an HTTP URL");
    }

    /// Fetches the document.
    ///
    /// @throws IOException if there is none, or it is too large
    Resource at(String address) throws IOException {
        return retrieveResource(url(address));
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
        HttpURLConnection connection = super.openHTTPConnection(url);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }
}
