package chat.functions;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;

/// Fetches what an issuer publishes: by HTTP alone, from exactly the address asked for, at most 64
/// KB. A discovery document that names a file of this machine, or an address that leads on to
/// another, gets nothing.
final class IssuerDocuments extends DefaultResourceRetriever {
    private static final int BYTES_MAX = 64 * 1024;

    /// @param timeout of connecting, and of each read
    IssuerDocuments(Duration timeout) {
        super((int) timeout.toMillis(), (int) timeout.toMillis(), BYTES_MAX);
    }

    /// @throws IOException if this is no address of HTTP
    static URL url(String address) throws IOException {
        try {
            var uri = new URI(address);
            if ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) {
                return uri.toURL();
            }
        } catch (URISyntaxException notAnAddress) {
            throw new IOException(notAnAddress);
        }
        throw new IOException("the keys of an issuer are fetched by HTTP only");
    }

    /// What is there.
    ///
    /// @throws IOException if nothing is, or nothing that can be taken
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
