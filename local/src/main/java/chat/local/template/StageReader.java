package chat.local.template;

import chat.local.template.WebSocketApi.Throttle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads a stage: its variables and its throttles.
record StageReader(Resource stage) {
    private static final String DEFAULTS = "DefaultRouteSettings";
    private static final String ROUTES = "RouteSettings";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}|\\$default");

    /// @throws TemplateException if nothing is deployed to the stage, or its name is not valid
    String name() {
        String name = Names.physicalName(stage);
        if (!NAME.matcher(name).matches()) {
            throw stage.error("StageName", name + " is not 1 to 128 letters, digits, - and _");
        }
        if (!stage.flag("AutoDeploy") && !stage.names("").contains("DeploymentId")) {
            throw stage.error(
                    "DeploymentId",
                    "nothing is deployed: it is missing, and AutoDeploy is not true");
        }
        return name;
    }

    Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        settings("StageVariables")
                .properties()
                .forEach(
                        variable -> variables.put(variable.getKey(), variable.getValue().asText()));
        return variables;
    }

    /// The limits of a route: its own, else the stage's defaults.
    Throttle throttle(String routeKey) {
        Throttle byDefault = throttle(DEFAULTS, settings(DEFAULTS), Throttle.NONE);
        return throttle(ROUTES + "." + routeKey, settings(ROUTES).path(routeKey), byDefault);
    }

    /// Checks that all settings are for existing routes.
    void checkRoutes(Map<String, WebSocketApi.Route> routes) {
        for (var settings : settings(ROUTES).properties()) {
            if (!routes.containsKey(settings.getKey())) {
                throw stage.error(ROUTES, settings.getKey() + " is not the key of a route");
            }
        }
    }

    private JsonNode settings(String property) {
        return stage.find(property).orElse(MissingNode.getInstance());
    }

    private Throttle throttle(String property, JsonNode settings, Throttle absent) {
        String rate = "ThrottlingRateLimit";
        String burst = "ThrottlingBurstLimit";
        return new Throttle(
                limit(property + "." + rate, settings.path(rate)).or(absent::ratePerSecond),
                limit(property + "." + burst, settings.path(burst))
                        .map(limit -> whole(property + "." + burst, limit))
                        .or(absent::burst));
    }

    private Optional<Double> limit(String property, JsonNode value) {
        return value.isMissingNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(limit(property, value.isValueNode() ? value.asText() : "" + value));
    }

    private double limit(String property, String text) {
        double limit;
        try {
            limit = Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw stage.error(property, "is not a number but " + text);
        }
        if (limit >= 0 && limit <= Integer.MAX_VALUE) { // False for NaN.
            return limit;
        }
        throw stage.error(property, text + " is not a valid limit: it must be 0 or more");
    }

    private int whole(String property, double limit) {
        if (limit != Math.rint(limit)) {
            throw stage.error(property, "is not a whole number but " + limit);
        }
        return (int) limit;
    }
}
