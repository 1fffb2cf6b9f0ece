/// What the system does, one class per request, and the ports it does it through. No AWS type, no
/// thread, no clock of its own: every schedule can be replayed.
///
/// Each request is safe to repeat and to run at the same time as any other: writes only move
/// forward, and whatever dies half-way is finished by the next attempt or the next drain.
@NullMarked
package chat.service;

import org.jspecify.annotations.NullMarked;
