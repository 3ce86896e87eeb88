import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule for ArchUnit: nobody makes a buffer without a limit. Copy it into your tests, put it in a package, and use it as
 * {@code @ArchTest static final ArchRule LIMITS = NoUnboundedQueues.RULE;}.
 *
 * <p>What it can't see, and what {@code manometer scan} can: huge constants, subclasses, missing setters, the queue that a
 * pool is given.
 */
public final class NoUnboundedQueues {
    private static final String JUC = "java.util.concurrent.";

    /** Any constructor. */
    private static final Set<String> NEVER_LIMITED = Set.of(
            JUC + "PriorityBlockingQueue",
            JUC + "DelayQueue",
            JUC + "LinkedTransferQueue",
            JUC + "ConcurrentLinkedQueue",
            JUC + "ConcurrentLinkedDeque");

    /** Constructors that take no number. */
    private static final Set<String> LIMITED_BY_A_NUMBER =
            Set.of(JUC + "LinkedBlockingQueue", JUC + "LinkedBlockingDeque");

    private static final Map<String, Set<String>> METHODS = Map.of(
            JUC + "Executors",
                    Set.of(
                            "newFixedThreadPool",
                            "newSingleThreadExecutor",
                            "newCachedThreadPool",
                            "newVirtualThreadPerTaskExecutor",
                            "newThreadPerTaskExecutor"),
            "reactor.core.publisher.Flux", Set.of("onBackpressureBuffer", "create", "push"),
            "reactor.core.publisher.Sinks$UnicastSpec", Set.of("onBackpressureBuffer"),
            "reactor.core.publisher.Sinks$MulticastReplaySpec", Set.of("all"),
            "io.reactivex.rxjava3.core.Flowable", Set.of("onBackpressureBuffer"));

    /** Of these methods only the variants without a limit: with no argument, or only with the function that feeds them. */
    private static final Set<String> WITHOUT_ARGUMENTS_ONLY = Set.of("onBackpressureBuffer", "create", "push");

    public static final ArchRule RULE = noClasses()
            .should(makeABufferWithoutALimit())
            .because("a buffer without a limit swallows the pressure until memory runs out");

    private NoUnboundedQueues() {}

    private static ArchCondition<JavaClass> makeABufferWithoutALimit() {
        return new ArchCondition<>("make a buffer without a limit") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream())
                        .filter(NoUnboundedQueues::isUnbounded)
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
            }
        };
    }

    private static boolean isUnbounded(JavaCodeUnitAccess<?> call) {
        String owner = call.getTargetOwner().getFullName();
        String method = call.getTarget().getName();
        var parameters = call.getTarget().getRawParameterTypes();
        if (method.equals("<init>")) {
            boolean byNumber = !parameters.isEmpty() && parameters.get(0).isPrimitive();
            return NEVER_LIMITED.contains(owner) || LIMITED_BY_A_NUMBER.contains(owner) && !byNumber;
        }
        if (!METHODS.getOrDefault(owner, Set.of()).contains(method)) {
            return false;
        }
        boolean onlyAFunction = parameters.size() == 1
                && parameters.get(0).getFullName().equals("java.util.function.Consumer");
        return !WITHOUT_ARGUMENTS_ONLY.contains(method) || parameters.isEmpty() || onlyAFunction;
    }
}
