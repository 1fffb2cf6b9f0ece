package chat.local.template;

import java.util.List;
import java.util.Map;

/// The permissions of a stack: the roles of its functions, and who may invoke them.
///
/// @param roles by the physical name of the function
public record AccessControl(Map<String, Role> roles, List<InvokePermission> invokePermissions) {
    public AccessControl {
        roles = Map.copyOf(roles);
        invokePermissions = List.copyOf(invokePermissions);
    }
}
