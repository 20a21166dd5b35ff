package kz.bilik.process.gate;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.bilik.officer.Role;

/**
 * What the code offers to diagrams, tables and forms.
 *
 * @param steps the building blocks of service tasks, by name
 * @param listeners those that listen to an element
 * @param tasks what stands behind user tasks, by their id: the keys that each reads
 * @param asked the beans that expressions may ask, with their methods and how many arguments these take
 * @param variables what a case may know
 */
record House(
        Set<String> steps,
        Set<String> listeners,
        Map<String, Set<String>> tasks,
        Map<String, Map<String, Set<Integer>>> asked,
        Set<String> variables) {

    /** Which variable names the place of a role that has places. */
    private static final Map<Role, String> PLACES = Map.of(
            Role.CAREER_CENTRE, "careerCentre",
            Role.RECOGNITION_CENTRE, "recognitionCentre",
            Role.MOBILITY_CENTRE, "region",
            Role.ACCOUNTANT, "region");

    /** What stands after the role in a group of officers who work there: nothing, or its place. */
    static Optional<String> placeOf(Role role) {
        return Optional.ofNullable(PLACES.get(role)).map(variable -> ".${" + variable + "}");
    }
}
