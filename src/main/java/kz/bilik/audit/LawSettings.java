package kz.bilik.audit;

import java.util.Set;
import java.util.TreeMap;
import kz.bilik.record.Recorded;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells at each start by which settings the law is carried out; what differs from the start before is recorded. */
@Component
class LawSettings {

    /** The modules that carry out clauses; what others have as settings are addresses and passwords. */
    private static final Set<String> OF_THE_LAW =
            Set.of("application", "distribution", "law", "payment", "retention", "settlement", "voucher");

    private final ApplicationContext context;
    private final AuditTrail trail;

    LawSettings(ApplicationContext context, AuditTrail trail) {
        this.context = context;
        this.trail = trail;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    @Transactional
    void tell() {
        var settings = new TreeMap<String, String>();
        for (var bean : ConfigurationPropertiesBean.getAll(context).values()) {
            var type = bean.getInstance().getClass();
            var parts = type.getPackageName().split("\\.");
            if (type.getPackageName().startsWith("kz.bilik.") && OF_THE_LAW.contains(parts[2])) {
                settings.put(type.getSimpleName(), bean.getInstance().toString());
            }
        }
        settings.forEach((name, values) -> trail.record(Recorded.fact(Recorded.Kind.SETTING, name, null, values)));
    }
}
