package kz.bilik.support;

import java.nio.charset.StandardCharsets;

/** The copy of a paper: the smallest PDF that can be opened, no two alike that say something else. */
public final class PaperPdf {

    private static final String ONE_PAGE =
            """
            %PDF-1.4
            %{0}
            1 0 obj
            <</Type/Catalog/Pages 2 0 R>>
            endobj
            2 0 obj
            <</Type/Pages/Count 1/Kids[3 0 R]>>
            endobj
            3 0 obj
            <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>
            endobj
            trailer
            <</Root 1 0 R/Size 4>>
            %%EOF
            """;

    private PaperPdf() {}

    /** One of a single empty page, with that remark in a comment. */
    public static byte[] saying(String remark) {
        return ONE_PAGE.replace("{0}", remark).getBytes(StandardCharsets.UTF_8);
    }
}
