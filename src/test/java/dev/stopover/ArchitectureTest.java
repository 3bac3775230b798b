package dev.stopover;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Keeps the shape of the code: what each package may see, and how types are named. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.stopover");
    private static final JavaClasses EVERYTHING = new ClassFileImporter().importPackages("dev.stopover");

    /**
     * The packages from the top down, the entry point's own first. A package sees those below its
     * row, never its neighbours; one that is missing here has no place in the order yet.
     */
    private static final List<List<String>> ORDER = List.of(
            List.of("dev.stopover"),
            List.of("dev.stopover.cli.."),
            List.of("dev.stopover.health.."),
            List.of("dev.stopover.report.."),
            List.of("dev.stopover.rehearsal.."),
            List.of("dev.stopover.run.."),
            List.of("dev.stopover.encryption.."),
            List.of(
                    "dev.stopover.transfer..",
                    "dev.stopover.migration..",
                    "dev.stopover.check..",
                    "dev.stopover.backup..",
                    "dev.stopover.compare..",
                    "dev.stopover.gate..",
                    "dev.stopover.inspection..",
                    "dev.stopover.throttle..",
                    "dev.stopover.sync.."),
            List.of("dev.stopover.history.."),
            List.of("dev.stopover.mapping.."),
            List.of("dev.stopover.database.."),
            List.of("dev.stopover.plan.."),
            List.of("dev.stopover.sql..", "dev.stopover.cipher.."),
            List.of("dev.stopover.failure..", "dev.stopover.reference.."));

    @Test
    void arrowsPointDownwardsOnly() {
        // Given
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : packagesOf(ORDER)) {
            layers = layers.optionalLayer(name).definedBy(name);
        }
        for (int row = 0; row < ORDER.size(); row++) {
            String[] below = packagesOf(ORDER.subList(row + 1, ORDER.size())).toArray(String[]::new);
            for (String name : ORDER.get(row)) {
                layers = below.length == 0
                        ? layers.whereLayer(name).mayNotAccessAnyLayer()
                        : layers.whereLayer(name).mayOnlyAccessLayers(below);
            }
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
                .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Data(?!Source)|Info|Common)([A-Z$].*)?")
                .because("these words say nothing about what a type is for");

        // When
        List<String> violations = violations(rule, EVERYTHING);

        // Then
        assertThat(violations).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        // Given
        Set<JavaPackage> packages = PRODUCT.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

        // When
        List<String> unmarked = packages.stream()
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

    private static List<String> packagesOf(List<List<String>> rows) {
        return rows.stream().flatMap(List::stream).toList();
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }
}
