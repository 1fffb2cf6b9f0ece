/// Reads the CDK cloud assembly of a stack: every reference resolved, every physical name given.
///
/// [chat.local.template.TemplateLoader] is the door; the records say what the local runtime runs. A
/// resource, property or reference that cannot be run as it stands is an error that names it, so
/// that what is missing in the stack is missing locally too.
@NullMarked
package chat.local.template;

import org.jspecify.annotations.NullMarked;
