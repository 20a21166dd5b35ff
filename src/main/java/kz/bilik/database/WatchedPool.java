package kz.bilik.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Lets the {@link Room} know of what goes wrong on the connections of the pool. */
@Component
class WatchedPool implements BeanPostProcessor {

    private final ObjectProvider<Room> room;

    WatchedPool(ObjectProvider<Room> room) {
        this.room = room;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            room.getObject().watch(pool);
        }
        return bean;
    }
}
