package kz.bilik.web.input;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/**
 * The parts of an upload are read for whoever handles it, and not once more for the page that says why it was refused: that
 * body may have been refused unread, and a second fault would take the answer away.
 */
@Configuration(proxyBeanMethods = false)
class Multiparts {

    @Bean
    MultipartResolver multipartResolver() {
        return new StandardServletMultipartResolver() {

            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return request.getDispatcherType() == DispatcherType.REQUEST && super.isMultipart(request);
            }
        };
    }
}
