package kz.bilik.process.gate;

import java.util.List;
import java.util.Optional;

/** What new cases go by. */
interface InForce {

    /** The latest diagram of that process. */
    Optional<ModelFile> diagram(String process);

    /** The latest diagram of each process. */
    List<ModelFile> diagrams();

    /** The form of that id that the latest diagram of that process shows; the latest of that id where it has none. */
    Optional<ModelFile> form(String process, String form);

    /** The latest table of that decision. */
    Optional<ModelFile> table(String decision);

    /** The examples that were deployed with it. */
    Optional<ModelFile> examples(String decision);

    /** The latest file of that name, whatever folder it lay in, and where it is. */
    Optional<Deployed> named(String base);

    /** A file in force and the id of the deployment that brought it. */
    record Deployed(ModelFile file, String deployment) {}
}
