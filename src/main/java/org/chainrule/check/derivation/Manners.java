package org.chainrule.check.derivation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;

/** In whose manner lines are written. A line that shows no sign of any is written as the others are. */
final class Manners {
    private final Model model;
    private final List<Claim> claims;

    Manners(Model model, List<Claim> claims) {
        this.model = model;
        this.claims = claims;
    }

    /** What is wrong with a line, with formulas as they are to be written in its place. */
    JudgedLine.Mend pasted(Typesetting typesetting, JudgedLine.Mend mend, Claim claim) {
        Optional<String> pasted = mend.fix().flatMap(fix -> pasted(typesetting, fix, claim));
        // LaTeX between the words of a sentence is nothing that anybody reads
        boolean readable = pasted.isPresent() && !pasted.get().contains("\\");
        return pasted.map(fix -> mend.pasted(fix, readable ? said(mend.message(), typesetting, claim) : mend.message()))
                .orElse(mend);
    }

    /** A sentence whose formulas are written like a line. */
    private Message said(Message message, Typesetting typesetting, Claim claim) {
        return new Message(
                message.key(),
                message.arguments().stream()
                        .map(argument -> argument instanceof Message inner
                                ? (Object) said(inner, typesetting, claim)
                                : written((String) argument, typesetting, claim))
                        .toList());
    }

    private String written(String formula, Typesetting typesetting, Claim claim) {
        boolean shape = formula.startsWith("[") || formula.endsWith("…");
        try {
            return shape ? formula : pasted(typesetting, formula, claim).orElse(formula);
        } catch (ChainruleException e) {
            return formula;
        }
    }

    /** A right-hand side as it is to be written in the place of a line. */
    private Optional<String> pasted(Typesetting typesetting, String fix, Claim claim) {
        Dialect own = model.dialect(claim.statement());
        boolean matlab = own == Dialect.PLAIN
                && !claim.text().contains("@")
                && claims.stream().anyMatch(other -> model.dialect(other.statement()) == Dialect.MATLAB);
        return typesetting
                .pasted(fix, manner(claim), matlab ? Dialect.MATLAB : own)
                .or(() -> own != Dialect.PLAIN
                        ? Optional.empty()
                        : typesetting.pasted(
                                fix, claims.stream().map(Claim::text).collect(Collectors.joining("\n")), own));
    }

    /** What tells in whose manner a line is written: in a program that is every line of it. */
    private String manner(Claim claim) {
        int at = claim.statement().span().start();
        return model.source().code().stream()
                .filter(program -> program.start() <= at && at < program.end())
                .findFirst()
                .map(program -> claim.text() + "\n" + model.source().text(program) + "\n**")
                .orElse(claim.text());
    }
}
