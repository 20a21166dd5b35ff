package kz.bilik.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import kz.bilik.support.ProcedureTest;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/**
 * The scenes of this class, all of them together, pass through every flow node and every sequence flow of one diagram:
 * the class fails when one is never reached, and names it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ProcedureTest
@TestExecutionListeners(listeners = DiagramCoverage.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
@interface EachPathOf {

    /** The id of the process. */
    String value();
}
