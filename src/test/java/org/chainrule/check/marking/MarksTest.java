package org.chainrule.check.marking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final String MODEL =
            """
            dims m, n, k
            input X [m, n], Y [m, k]
            param W [n, k], b [k]
            E = X @ W + b - Y
            J = sum(E^2)
            derive J
            """;
    private static final List<String> ASKED = List.of("dW", "db");

    private static Optional<Judgement> judgement(String lines) {
        return Optional.of(Derivation.judge(
                Model.parse(MODEL + lines, new Model.Settings(false, 0).withLenientClaims()),
                Derivation.Settings.DEFAULT));
    }

    private static Marks marks(String lines, Rubric rubric) {
        return Marks.of("a", judgement(lines), ASKED, rubric, new Decisions());
    }

    @Test
    void rightAndMissing() {
        Marks marks = marks("dW = 2 * X.T @ E", Rubric.DEFAULT);
        assertThat(marks.points()).isEqualTo(1);
        assertThat(marks.most()).isEqualTo(2);
        assertThat(marks.count(Marks.Outcome.MISSING)).isEqualTo(1);
    }

    @Test
    void whatFollowsIsNotPunishedTwice() {
        String lines = "dE = E\ndW = X.T @ dE\ndb = sum(dE, axis=0)";
        assertThat(marks(lines, Rubric.DEFAULT).points()).isEqualTo(1.5);
        assertThat(marks(lines, Rubric.parse("r", "mistake = 1\nfollows = 0.5")).points())
                .isZero();
    }

    @Test
    void partialCreditByKind() {
        Rubric rubric = Rubric.parse(
                "r",
                """
                required = ["dW", "db"] # both
                each = 2
                [points]
                dW = 4
                [partial]
                wrong_sign = 0.5
                """);
        assertThat(rubric.required()).isEqualTo(ASKED);
        assertThat(rubric.partial()).isEqualTo(Map.of("wrong_sign", 0.5));
        assertThat(marks("dW = -2 * X.T @ E\ndb = 2 * sum(E, axis=0)", rubric).points())
                .isEqualTo(4);
    }

    @Test
    void mistakesInARubric() {
        assertThatThrownBy(() -> Rubric.parse("r.toml", "\nrequird = []"))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("r.toml, line 2: a rubric has no `requird`");
        assertThatThrownBy(() -> Rubric.parse("r.toml", "each = -1")).hasMessageContaining("-1 is no number of points");
        assertThatThrownBy(() -> Rubric.parse("r.toml", "[extra]")).hasMessageContaining("[points] and [partial]");
    }

    @Test
    void aDecisionCountsAndIsKept() {
        Optional<Judgement> judgement = judgement("dW = foo(X)\ndb = 2 * sum(E, axis=0)");
        Marks open = Marks.of("a.py", judgement, ASKED, Rubric.DEFAULT, new Decisions());
        assertThat(open.points()).isEqualTo(1);
        assertThat(open.open()).hasSize(1);
        String file = new Decisions().text(List.of(new Decisions.Open("a.py", 7, "dW = foo(X)")));
        assertThat(file).isEqualTo("file,line,claim,decision\na.py,7,dW = foo(X),\n");
        Decisions decided = Decisions.parse("d.csv", file.replace("foo(X),", "foo(X),right"));
        Marks marks = Marks.of("a.py", judgement, ASKED, Rubric.DEFAULT, decided);
        assertThat(marks.points()).isEqualTo(2);
        assertThat(marks.open()).isEmpty();
        assertThat(decided.text(List.of())).contains("dW = foo(X),right");
        assertThatThrownBy(() -> Decisions.parse("d.csv", "h\na,1,b,maybe")).hasMessageContaining("d.csv, line 2");
    }

    @Test
    void nearlyTheSameTextIsNoticed() {
        String text =
                "dE = 2 * E  # the error\ndW = X.T @ dE\ndb = sum(dE, axis=0)  # all samples add up, as we have seen before, and as the lecture has it on page 12 of the notes\n";
        List<Likeness.Pair> pairs = Likeness.among(
                List.of(
                        text,
                        text.replace("  #", " #") + "# 1",
                        "dW = 2 * X.T @ (X @ W + b - Y)\ndb = (2 * (X @ W + b - Y)).sum(axis=0)  # I have done this on a train\n"));
        assertThat(pairs).hasSize(1);
        assertThat(pairs.get(0).first()).isZero();
        assertThat(pairs.get(0).second()).isEqualTo(1);
    }

    @Test
    void fieldsOfCsvAreText() {
        assertThat(Decisions.row("a,b", "c\"d", "=1+1", "-2", "")).isEqualTo("\"a,b\",\"c\"\"d\",'=1+1,-2,\n");
    }
}
