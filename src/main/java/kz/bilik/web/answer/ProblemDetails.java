package kz.bilik.web.answer;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kz.bilik.database.DatabaseTrouble;
import kz.bilik.problem.Incident;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Every failure of {@code /api} as problem details, Spring's own exceptions included; a failing page gets the error
 * page instead. What nobody foresaw is answered with an incident number and logged without the exceptions' messages,
 * because a database quotes the very values that may not reach a log.
 */
@RestControllerAdvice
@Order(0)
public class ProblemDetails {

    /** Under this request attribute the error page finds the problem that it words. */
    public static final String PROBLEM = "kz.bilik.web.problem";

    /** Under this request attribute the error page finds the number of an incident. */
    public static final String INCIDENT = "kz.bilik.web.incident";

    /** The disk of the database is full. */
    static final String NO_ROOM = "web.no-room";

    private static final Set<String> MISSING = Set.of("NotNull", "NotBlank", "NotEmpty");

    private final ProblemAnswers answers;

    ProblemDetails(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemAnswer> failed(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException {
        if (failure instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            return null;
        }
        var problem = problem(failure);
        if (problem == null) {
            var incident = Incident.report(place(request), failure);
            return answer(
                    request,
                    response,
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    Problem.of(Kind.UNAVAILABLE, "web.internal", incident),
                    new HttpHeaders(),
                    incident);
        }
        var headers = new HttpHeaders();
        if (problem.kind() == Kind.UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        HttpStatusCode status = ProblemAnswers.status(problem.kind());
        if (failure instanceof ErrorResponse spring) {
            headers.addAll(spring.getHeaders());
            if (!isValidation(failure)) {
                status = spring.getStatusCode();
            }
        }
        return answer(request, response, status, problem, headers, null);
    }

    private @Nullable ResponseEntity<ProblemAnswer> answer(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatusCode status,
            Problem problem,
            HttpHeaders headers,
            @Nullable String incident)
            throws IOException {
        if (RequestLanguage.isApi(request)) {
            return answers.entity(request, status, problem, headers, incident);
        }
        request.setAttribute(PROBLEM, problem);
        request.setAttribute(INCIDENT, incident);
        response.sendError(status.value());
        return null;
    }

    /** What a failure means to the caller; null when nobody foresaw it. */
    public static @Nullable Problem problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        if (DatabaseTrouble.isFull(failure)) {
            return Problem.of(Kind.UNAVAILABLE, NO_ROOM);
        }
        if (DatabaseTrouble.isAway(failure)) {
            return Problem.of(Kind.UNAVAILABLE, "web.no-database");
        }
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (isTransient(cause)) {
                return Problem.of(Kind.UNAVAILABLE, "web.try-again");
            }
        }
        if (isUnfit(failure)) {
            // Known, but not foreseen: whoever let it come as far as this should have looked.
            Incident.reportInput("the database", failure);
            return Problem.of(Kind.MALFORMED, "web.characters");
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return unreadable(unreadable);
        }
        if (failure instanceof MissingServletRequestPartException missing) {
            return Problem.of(Kind.MALFORMED, "web.part-missing", missing.getRequestPartName())
                    .with(missing.getRequestPartName(), "web.field-missing");
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return Problem.of(Kind.MALFORMED, "web.parameter-missing", missing.getParameterName())
                    .with(missing.getParameterName(), "web.field-missing");
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return Problem.of(Kind.MALFORMED, "web.parameter-unreadable", mismatch.getName())
                    .with(mismatch.getName(), "web.field-unreadable");
        }
        if (failure instanceof TypeMismatchException) {
            return Problem.of(Kind.MALFORMED, "web.malformed");
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return Problem.of(Kind.TOO_LARGE, "web.too-large");
        }
        if (failure instanceof MultipartException multipart) {
            return tooManyParts(multipart)
                    ? Problem.of(Kind.TOO_LARGE, "web.too-many-parts")
                    : Problem.of(Kind.MALFORMED, "web.multipart");
        }
        if (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException) {
            return Problem.of(Kind.NOT_FOUND, "web.not-found");
        }
        if (failure instanceof HttpRequestMethodNotSupportedException method) {
            return Problem.of(Kind.MALFORMED, "web.method", method.getMethod());
        }
        if (failure instanceof HttpMediaTypeNotSupportedException || failure instanceof InvalidMediaTypeException) {
            return Problem.of(Kind.UNSUPPORTED, "web.media-type");
        }
        if (failure instanceof HttpMediaTypeNotAcceptableException) {
            return Problem.of(Kind.MALFORMED, "web.not-acceptable");
        }
        if (failure instanceof AccessDeniedException) {
            return Problem.of(Kind.FORBIDDEN, "web.forbidden");
        }
        if (failure instanceof AuthenticationServiceException) {
            return Problem.of(Kind.UNAVAILABLE, "web.issuer-unavailable");
        }
        if (failure instanceof AuthenticationException) {
            return Problem.of(Kind.UNAUTHENTICATED, "web.unauthenticated");
        }
        if (isValidation(failure)) {
            return invalid(failure);
        }
        if (failure instanceof ErrorResponse spring && spring.getStatusCode().is4xxClientError()) {
            return Problem.of(Kind.MALFORMED, "web.malformed");
        }
        return null;
    }

    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        var problem = Problem.of(Kind.MALFORMED, "web.unreadable");
        if (unreadable.getCause() instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            var code = mapping instanceof UnrecognizedPropertyException
                    ? "web.field-unknown"
                    : mapping instanceof InvalidNullException ? "web.field-missing" : "web.field-unreadable";
            return problem.with(path(mapping), code);
        }
        return problem;
    }

    static String path(JsonMappingException mapping) {
        var path = new StringBuilder();
        for (var step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static boolean isValidation(Throwable failure) {
        return failure instanceof MethodArgumentNotValidException
                || failure instanceof HandlerMethodValidationException
                || failure instanceof ConstraintViolationException;
    }

    private static Problem invalid(Throwable failure) {
        record Wrong(String path, String constraint) {}
        List<Wrong> wrong = new ArrayList<>();
        if (failure instanceof MethodArgumentNotValidException body) {
            body.getBindingResult()
                    .getAllErrors()
                    .forEach(error -> wrong.add(new Wrong(
                            error instanceof FieldError field ? field.getField() : error.getObjectName(),
                            String.valueOf(error.getCode()))));
        } else if (failure instanceof HandlerMethodValidationException parameters) {
            parameters.getParameterValidationResults().forEach(result -> result.getResolvableErrors()
                    .forEach(error -> wrong.add(new Wrong(
                            error instanceof FieldError field
                                    ? field.getField()
                                    : String.valueOf(result.getMethodParameter().getParameterName()),
                            error instanceof org.springframework.validation.ObjectError object
                                    ? String.valueOf(object.getCode())
                                    : lastOf(error.getCodes())))));
        } else if (failure instanceof ConstraintViolationException violations) {
            violations
                    .getConstraintViolations()
                    .forEach(violation -> wrong.add(new Wrong(
                            violation.getPropertyPath().toString(),
                            violation
                                    .getConstraintDescriptor()
                                    .getAnnotation()
                                    .annotationType()
                                    .getSimpleName())));
        }
        var problem = Problem.of(Kind.UNPROCESSABLE, "web.invalid");
        for (var field : wrong) {
            problem = problem.with(
                    field.path(), MISSING.contains(field.constraint()) ? "web.field-missing" : "web.field-invalid");
        }
        return problem;
    }

    private static String lastOf(String @Nullable [] codes) {
        return codes == null || codes.length == 0 ? "" : codes[codes.length - 1];
    }

    private static boolean tooManyParts(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause.getClass().getSimpleName().equals("FileCountLimitExceededException")) {
                return true;
            }
        }
        return false;
    }

    /** Rivals, waiting too long for a lock or a connection: the same call may succeed a moment later. */
    private static boolean isTransient(Throwable cause) {
        return cause instanceof ConcurrencyFailureException
                || cause instanceof TransientDataAccessException
                || cause instanceof QueryTimeoutException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof CannotCreateTransactionException
                // The connection was lost within it, and the pool says so without a code.
                || cause instanceof TransactionSystemException
                // The engine is known to process/ only; its exception is recognised by name.
                || cause.getClass().getSimpleName().equals("OptimisticLockingException");
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    /** Method and pattern of the address, as far as one is known: an address itself may hold a value. */
    public static String place(HttpServletRequest request) {
        var pattern = request.getAttribute("org.springframework.web.servlet.HandlerMapping.bestMatchingPattern");
        return request.getMethod() + " " + (pattern == null ? "(no handler)" : pattern);
    }

    /** A value that the database cannot hold at all: a NUL, a number out of its range, a text out of its column. */
    private static boolean isUnfit(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("22")) {
                return true;
            }
        }
        return false;
    }
}
