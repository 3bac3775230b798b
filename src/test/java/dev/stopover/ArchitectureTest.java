package dev.stopover;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Keeps the shape of the code: what each package may see, and how types are named. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.stopover");
    private static final JavaClasses EVERYTHING = new ClassFileImporter().importPackages("dev.stopover");

    /** What each package may see; a package that is missing here has no place in the order yet. */
    private static final Map<String, Set<String>> SEES = Map.ofEntries(
            Map.entry("failure", Set.of()),
            Map.entry("sql", Set.of("failure")),
            Map.entry("plan", Set.of("sql", "failure")),
            Map.entry("database", Set.of("plan", "failure")),
            Map.entry("mapping", Set.of("plan", "sql", "database", "failure")),
            Map.entry("history", Set.of("mapping", "plan", "sql", "database", "failure")),
            Map.entry("reference", Set.of()),
            Map.entry("transfer", Set.of("history", "mapping", "plan", "sql", "database", "failure")),
            Map.entry("migration", Set.of("history", "mapping", "plan", "sql", "database", "failure")),
            Map.entry("check", Set.of("reference", "history", "mapping", "plan", "sql", "database", "failure")),
            Map.entry(
                    "run",
                    Set.of(
                            "transfer",
                            "migration",
                            "check",
                            "history",
                            "mapping",
                            "plan",
                            "sql",
                            "database",
                            "failure")),
            Map.entry("health", Set.of("run", "history", "plan", "database", "failure")),
            Map.entry(
                    "cli",
                    Set.of(
                            "health",
                            "run",
                            "transfer",
                            "migration",
                            "check",
                            "history",
                            "mapping",
                            "plan",
                            "sql",
                            "database",
                            "failure")));

    @Test
    void arrowsPointDownwardsOnly() {
        // Given
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : SEES.keySet()) {
            layers = layers.optionalLayer(name).definedBy("dev.stopover." + name + "..");
        }
        for (Map.Entry<String, Set<String>> layer : SEES.entrySet()) {
            layers = layer.getValue().isEmpty()
                    ? layers.whereLayer(layer.getKey()).mayNotAccessAnyLayer()
                    : layers.whereLayer(layer.getKey())
                            .mayOnlyAccessLayers(layer.getValue().toArray(String[]::new));
        }

        // When
        List<String> violations = violations(layers.ensureAllClassesAreContainedInArchitecture(), PRODUCT);

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        // Given
        ArchRule rule = slices().matching("dev.stopover.(*)..").should().beFreeOfCycles();

        // When
        List<String> violations = violations(rule, PRODUCT);

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void onlyTheCommandLineSeesPicocli() {
        // Given
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("dev.stopover.cli..")
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."));

        // When
        List<String> violations = violations(rule, PRODUCT);

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void aPlanSeesNoDatabaseAndNoFramework() {
        // Given
        ArchRule rule = classes()
                .that()
                .resideInAnyPackage("dev.stopover.plan..", "dev.stopover.sql..", "dev.stopover.failure..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.stopover.plan..",
                        "dev.stopover.sql..",
                        "dev.stopover.failure..",
                        "java.io..",
                        "java.lang..",
                        "java.math..",
                        "java.net..",
                        "java.nio..",
                        "java.security..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..",
                        "org.yaml.snakeyaml..");

        // When
        List<String> violations = violations(rule, PRODUCT);

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void namesSayWhatATypeDoes() {
        // Given
        ArchRule rule = noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Data|Info|Common)([A-Z$].*)?")
                .because("these words say nothing about what a type is for");

        // When
        List<String> violations = violations(rule, EVERYTHING);

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        // Given
        Set<JavaPackage> packages = PRODUCT.getPackage("dev.stopover").getSubpackagesInTree();

        // When
        List<String> unmarked = packages.stream()
                .filter(one -> !one.getClasses().isEmpty())
                .filter(one -> !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        // Then
        assertThat(packages).isNotEmpty();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void nobodySleeps() {
        // Given
        ArchRule rule = noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .because("the product waits for its stop signal, a test for a condition");

        // When
        List<String> violations = violations(rule, EVERYTHING);

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void nobodyEndsTheProcess() {
        // Given
        ArchRule rule = noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .because("a command returns its exit code");

        // When
        List<String> violations = violations(rule, PRODUCT);

        // Then
        assertThat(violations).isEmpty();
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }
}
