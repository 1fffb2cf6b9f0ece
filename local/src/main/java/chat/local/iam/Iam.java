package chat.local.iam;

import chat.local.template.Function;
import chat.local.template.Role;
import chat.local.template.Stack;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// Evaluates the permissions of a stack's functions, and records what they used.
///
/// A function is identified by its access key id. Callers with any other key are allowed
/// everything.
///
/// Thread-safe.
///
/// @see <a
///   href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
///   evaluation logic</a>
public final class Iam {
    private static final Logger log = LoggerFactory.getLogger(Iam.class);

    private final Map<String, Identity> identities;
    private final Queue<Denial> denials = new ConcurrentLinkedQueue<>();
    private final Queue<String> remedies = new ConcurrentLinkedQueue<>();

    private record Identity(String functionName, String role, List<Grant> grants) {
        static Identity of(Function function, Role role) {
            return new Identity(
                    function.name(),
                    role.name(),
                    role.statements().stream().flatMap(s -> Grant.of(s).stream()).toList());
        }
    }

    /// Reads the rules of a stack.
    public Iam(Stack stack) {
        Map<String, Role> roles = stack.access().roles();
        identities =
                stack.functions().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Iam::accessKeyId,
                                        f -> Identity.of(f, role(roles, f.name()))));
    }

    /// Evaluates a request. All its permissions must be allowed; the first one that is not is
    /// returned, and logged with the missing statement.
    ///
    /// @param accessKeyId the key that signed the request
    /// @param permissions everything that the request needs
    public Optional<Denial> denies(String accessKeyId, Collection<Permission> permissions) {
        Identity caller = identities.get(accessKeyId);
        if (caller == null) {
            return Optional.empty();
        }
        Optional<Denial> denial =
                permissions.stream()
                        .flatMap(permission -> denial(caller, permission).stream())
                        .findFirst();
        denial.ifPresent(this::remember);
        return denial;
    }

    /// Evaluates what Lambda does with a function's role, such as reading a stream.
    public Optional<Denial> denies(Function function, Collection<Permission> permissions) {
        return denies(accessKeyId(function), permissions);
    }

    /// The function of the stack to which an access key id belongs.
    public Optional<String> functionName(String accessKeyId) {
        return Optional.ofNullable(identities.get(accessKeyId)).map(Identity::functionName);
    }

    /// Records that a service may not invoke a function.
    ///
    /// @param remedy how to fix it
    public void remember(String remedy) {
        remedies.add(remedy);
        log.error("{}", remedy);
    }

    /// How to fix each denial since the start, in order, without duplicates.
    public List<String> remedies() {
        return remedies.stream().distinct().toList();
    }

    /// All denials since the start, in order.
    public List<Denial> denials() {
        return List.copyOf(denials);
    }

    /// The grants of the roles, with the number of uses since the start.
    public List<GrantUse> uses() {
        return identities.values().stream()
                .flatMap(
                        identity ->
                                identity.grants().stream()
                                        .filter(Grant::isAllowing)
                                        .map(grant -> grant.use(identity.functionName())))
                .toList();
    }

    private static Optional<Denial> denial(Identity caller, Permission permission) {
        var forbidding = caller.grants().stream().filter(g -> g.denies(permission)).findFirst();
        if (forbidding.isPresent()) {
            return Optional.of(refused(caller, permission, forbidding.get().place()));
        }
        List<Grant> allowing = caller.grants().stream().filter(g -> g.allows(permission)).toList();
        allowing.forEach(Grant::used);
        return allowing.isEmpty() ? Optional.of(refused(caller, permission, "")) : Optional.empty();
    }

    private static Denial refused(Identity caller, Permission permission, String explicit) {
        return new Denial(caller.functionName(), caller.role(), permission, explicit);
    }

    private void remember(Denial denial) {
        denials.add(denial);
        remedies.add(denial.remedy());
        log.error("{}: {}. {}", denial.functionName(), denial.message(), denial.remedy());
    }

    private static String accessKeyId(Function function) {
        return Objects.requireNonNull(function.environment().get("AWS_ACCESS_KEY_ID"));
    }

    private static Role role(Map<String, Role> roles, String functionName) {
        return Objects.requireNonNull(roles.get(functionName), functionName);
    }
}
