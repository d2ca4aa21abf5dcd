import static org.chainrule.Chainrule.*
import org.chainrule.graph.*
import org.chainrule.notation.model.Model
import org.chainrule.tensor.*
import java.nio.file.Path
