package kz.bilik.process.task;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.Validator;

/**
 * A query for tasks that a caller puts together holds values and no expressions, in none of its parts. The engine looks at
 * the whole of a query only and lets an expression into a part that is joined by "or", where it would run with all that the
 * product can do (CVE-2026-109432; the free edition is not mended any more). Stored filters, which only administrators
 * write, keep their expressions.
 */
final class ValuesOnly implements Validator<AbstractQuery<?, ?>> {

    static final ValuesOnly INSTANCE = new ValuesOnly();

    private ValuesOnly() {}

    @Override
    public void validate(AbstractQuery<?, ?> query) {
        if (((TaskQueryImpl) query)
                .getQueries().stream().anyMatch(part -> !part.getExpressions().isEmpty())) {
            throw new BadUserRequestException("A query for tasks holds no expressions.");
        }
    }
}
