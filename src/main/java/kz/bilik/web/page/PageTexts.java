package kz.bilik.web.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.support.DelegatingMessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * The texts of the pages. A text that is missing is a fault of ours, which stands in the log; the page shows a dash there and
 * never the key, which its reader could do nothing with.
 */
@Component
class PageTexts {

    private static final Logger LOG = LoggerFactory.getLogger(PageTexts.class);

    private static final String MISSING = "–";

    PageTexts(SpringTemplateEngine pages, MessageSource texts) {
        pages.setTemplateEngineMessageSource(new OrDash(texts));
    }

    private static final class OrDash extends DelegatingMessageSource {

        private OrDash(MessageSource texts) {
            setParentMessageSource(texts);
        }

        @Override
        public String getMessage(String code, Object @Nullable [] arguments, @Nullable Locale locale) {
            try {
                return super.getMessage(code, arguments, locale);
            } catch (NoSuchMessageException missing) {
                LOG.error("No text {} in {}", code, locale);
                return MISSING;
            }
        }
    }
}
