package org.chainrule.check;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.notation.model.CallableFunctions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every function of the catalogue passes the public table test. */
class OpTableTest {
    @TestFactory
    Stream<DynamicTest> everyFunction() {
        return CallableFunctions.families().values().stream()
                .flatMap(List::stream)
                .map(function -> DynamicTest.dynamicTest(
                        function.name(),
                        () -> OpChecks.of(List.of(function)).run().orThrow()));
    }
}
