/// The one port of the local runtime: a Jetty server that asks small endpoints one after another.
@NullMarked
package chat.local.http;

import org.jspecify.annotations.NullMarked;
