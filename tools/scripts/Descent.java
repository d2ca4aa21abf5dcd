///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS org.chainrule:chainrule:0.1.0-SNAPSHOT

import static org.chainrule.Chainrule.*;

import org.chainrule.graph.Node;

class Descent {
    public static void main(String[] args) {
        Node x = param("x"), J = x.minus(3).pow(2).named("J");
        double at = 0;
        for (int step = 0; step < 50; step++) {
            at -= 0.1 * eval(grad(J, x), x.is(at)).item();
        }
        System.out.printf(java.util.Locale.ROOT, "dJ/dx = %s, x = %.3f%n", text(grad(J, x)), at);
    }
}
