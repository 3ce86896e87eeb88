package io.manometer.analyzer;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(packages = "io.manometer.analyzer", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleBordersTest {
    @ArchTest
    static final ArchRule ONE_WAY_THROUGH_THE_HOUSE = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model")
            .definedBy("..analyzer.model..")
            .layer("read")
            .definedBy("..analyzer.read..")
            .layer("judge")
            .definedBy("..analyzer.judge..")
            .layer("report")
            .definedBy("..analyzer.report..")
            .layer("gate")
            .definedBy("..analyzer.gate..")
            .layer("scan")
            .definedBy("..analyzer.scan..")
            .layer("cli")
            .definedBy("..analyzer.cli..")
            .withOptionalLayers(true)
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("read")
            .mayOnlyBeAccessedByLayers("gate", "cli")
            .whereLayer("judge")
            .mayOnlyBeAccessedByLayers("gate", "cli")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("gate", "cli")
            .whereLayer("gate")
            .mayOnlyBeAccessedByLayers("scan", "cli")
            .whereLayer("scan")
            .mayOnlyBeAccessedByLayers("cli");

    @ArchTest
    static final ArchRule EVENTS_ARE_KNOWN_BY_THEIR_NAMES_ONLY =
            ArchRuleDefinition.noClasses().should().dependOnClassesThat().resideInAPackage("io.manometer.events..");

    @ArchTest
    static final ArchRule RECORDINGS_ARE_READ_IN_ONE_PLACE = ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage("..analyzer.read..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.jfr..");
}
