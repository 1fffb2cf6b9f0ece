/// The only port of the local runtime: a Jetty server that passes requests to small endpoints in
/// turn.
@NullMarked
package chat.local.http;

import org.jspecify.annotations.NullMarked;
