package chat.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the roles of the Java functions, and the permissions to invoke functions.
record AccessReader(Template template, RoleReader roles) {
    private static final String INVOKE = "lambda:InvokeFunction";

    AccessControl read() {
        var byFunction = new LinkedHashMap<String, Role>();
        for (Resource function : template.ofType("AWS::Lambda::Function")) {
            if (FunctionReader.isJava(function)) {
                byFunction.put(Names.physicalName(function), roles.role(function));
            }
        }
        return new AccessControl(Map.copyOf(byFunction), invokePermissions());
    }

    private List<InvokePermission> invokePermissions() {
        return template.ofType("AWS::Lambda::Permission").stream()
                .filter(AccessReader::isToInvoke)
                .map(AccessReader::permission)
                .toList();
    }

    private static boolean isToInvoke(Resource permission) {
        String action = permission.text("Action");
        return action.equals(INVOKE) || action.equals("lambda:*");
    }

    private static InvokePermission permission(Resource permission) {
        for (String unsupported : List.of("EventSourceToken", "PrincipalOrgID")) {
            if (permission.find(unsupported).isPresent()) {
                throw permission.error(unsupported, "is not supported locally");
            }
        }
        return new InvokePermission(
                Arns.function(permission.text("FunctionName")),
                permission.text("Principal"),
                permission.optionalText("SourceArn"),
                permission.optionalText("SourceAccount"));
    }
}
