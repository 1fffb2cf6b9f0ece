/// An emulation of IAM for the functions of a stack. Every call of a function is checked against
/// the identity policies of its role, and every invocation against the function's resource-based
/// policy.
///
/// Callers without a function's credentials are developers' tools and are allowed everything.
/// Resource-based policies of tables, queues and buckets, permission boundaries and session
/// policies are not evaluated.
@NullMarked
package chat.local.iam;

import org.jspecify.annotations.NullMarked;
