package chat.local.template;

import java.util.List;
import java.util.Map;

/// Who may do what: the roles of the functions, and who may invoke them.
///
/// @param roles by the physical name of the function that runs as it
public record AccessControl(Map<String, Role> roles, List<InvokePermission> invokePermissions) {
    public AccessControl {
        roles = Map.copyOf(roles);
        invokePermissions = List.copyOf(invokePermissions);
    }
}
