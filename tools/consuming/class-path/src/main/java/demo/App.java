package demo;

import static org.chainrule.Chainrule.*;

import java.nio.file.Path;
import org.chainrule.graph.Node;

/** Computes and draws. */
class App {
    public static void main(String[] files) {
        Node x = param("x"), J = x.pow(2).named("J");
        System.out.println(eval(grad(J, x), x.is(3)));
        view(J).at(x.is(3)).write(Path.of(files[0]));
    }
}
