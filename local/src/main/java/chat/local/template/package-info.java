/// Reads the CDK cloud assembly of a stack, resolves every reference and assigns every physical
/// name.
///
/// [chat.local.template.TemplateLoader] is the entry point; the records describe the resources that
/// the local runtime runs. A resource, property or reference that cannot run is an error that names
/// it, so that a mistake in the stack is also an error locally.
@NullMarked
package chat.local.template;

import org.jspecify.annotations.NullMarked;
