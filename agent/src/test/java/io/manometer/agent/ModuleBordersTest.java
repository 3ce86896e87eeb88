package io.manometer.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of docs/architecture.md. */
@AnalyzeClasses(packages = "io.manometer", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleBordersTest {
    @ArchTest
    static final ArchRule theBootRuntimeUsesJdkTypesOnly = classes()
            .that()
            .resideInAPackage("io.manometer.boot..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.manometer.boot..", "java..", "org.jspecify..", "jdk.internal.vm.annotation..");

    @ArchTest
    static final ArchRule theBootRuntimeNeverMentionsFlightRecorderOrManagement = noClasses()
            .that()
            .resideInAPackage("io.manometer.boot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jdk.jfr..", "java.lang.management..", "java.util.logging..");

    @ArchTest
    static final ArchRule onlyTheJfrAndRecordingRoomsMentionFlightRecorder = noClasses()
            .that()
            .resideInAPackage("io.manometer.agent..")
            .and()
            .resideOutsideOfPackages("io.manometer.agent.jfr..", "io.manometer.agent.recording..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jdk.jfr..", "io.manometer.events..");

    @ArchTest
    static final ArchRule theEntryNeedsNothingThatIsNotThereYet = noClasses()
            .that()
            .haveSimpleName("Agent")
            .or()
            .haveSimpleName("AgentClassLoader")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.manometer.boot..", "io.manometer.events..", "net.bytebuddy..");

    @ArchTest
    static final ArchRule theTablesKnowOnlyHowPatchesAreWritten = noClasses()
            .that()
            .haveSimpleNameEndingWith("Patches")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.manometer.boot..", "io.manometer.agent.jfr..", "io.manometer.agent.config..")
                            .and(not(simpleName("Kind"))));

    @ArchTest
    static final ArchRule noLoggingFrameworkIsWokenUp = noClasses()
            .that()
            .resideInAPackage("io.manometer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "java.lang.System$Logger");

    @ArchTest
    static final ArchRule onlyTheEndpointMentionsTheHttpServer = noClasses()
            .that()
            .resideOutsideOfPackage("io.manometer.agent.metrics.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule onlyTheLinkedRoomAndTheOwnRegistryMentionMicrometer = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.manometer.agent.metrics.micrometer..", "io.manometer.agent.metrics.prometheus..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    /** It is linked against the application's Micrometer too, where nothing else of the agent's libraries is. */
    @ArchTest
    static final ArchRule theLinkedRoomNeedsOnlyMicrometerAndTheSeries = classes()
            .that()
            .resideInAPackage("io.manometer.agent.metrics.micrometer..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.manometer.agent.metrics",
                    "io.manometer.agent.metrics.micrometer..",
                    "io.manometer.boot..",
                    "io.micrometer.core.instrument..",
                    "java..",
                    "org.jspecify..");
}
