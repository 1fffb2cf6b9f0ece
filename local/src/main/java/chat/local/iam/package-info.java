/// IAM, as far as a stack's functions meet it: the identity policies of their roles are held
/// against every call they make, and the permissions to invoke them against every invocation.
///
/// Callers without the credentials of a function are developers with their tools, who may do
/// anything. Resource-based policies of tables, queues and buckets, permission boundaries and
/// session policies are not evaluated.
@NullMarked
package chat.local.iam;

import org.jspecify.annotations.NullMarked;
