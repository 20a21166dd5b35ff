package kz.bilik.web.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of {@code application/problem+json} (RFC 9457). */
@Schema(
        name = "Problem",
        description = "RFC 9457 problem details, worded in the language of Accept-Language (kk, ru, en)")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemAnswer(
        @Schema(description = "Names the problem; a page for people", example = "/problems/application.late")
                String type,
        @Schema(description = "What sort of problem it is") String title,
        @Schema(description = "The HTTP status", example = "422") int status,
        @Schema(description = "What is wrong this time, in words") String detail,
        @Schema(description = "The path that was called") String instance,
        @Schema(description = "Stable code for programs", example = "application.late") String code,
        @Schema(description = "The fields that are wrong, if any") List<Field> fields,
        @Schema(description = "Only with status 500: tell this number to the administrator") @Nullable
                String incident) {

    @Schema(name = "ProblemField")
    record Field(
            @Schema(description = "JSON path, part or parameter", example = "person.iin") String path,
            @Schema(example = "identity.iin") String code,
            String detail) {}
}
