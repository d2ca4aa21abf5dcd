package demo;

import static org.chainrule.Chainrule.*;

import java.nio.file.Path;
import org.chainrule.graph.Node;
import org.slf4j.LoggerFactory;

/** Draws, and keeps its own log. */
class App {
    public static void main(String[] files) {
        Node x = param("x"), J = x.pow(2).named("J");
        view(J).at(x.is(3)).write(Path.of(files[0]));
        LoggerFactory.getLogger(App.class).warn("the application's own log line");
    }
}
